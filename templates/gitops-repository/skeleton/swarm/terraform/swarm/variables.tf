variable "name" {
  description = "Prefix of everything."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,28}$", var.name))
    error_message = "The name has lower-case letters, digits and hyphens, at most 29."
  }
}

variable "vpc_id" {
  description = "Network that the machines are in."
  type        = string
}

variable "subnet_ids" {
  description = "Private subnets, best one in each zone."
  type        = list(string)
}

variable "image_id" {
  description = "Image of the machines: Debian or Ubuntu with cloud-init."
  type        = string
}

variable "manager_count" {
  description = "How many managers; an odd number, so that a majority exists."
  type        = number
  default     = 3

  validation {
    condition     = var.manager_count % 2 == 1
    error_message = "The number of managers has to be odd."
  }
}

variable "worker_count" {
  description = "How many workers."
  type        = number
  default     = 3
}

variable "manager_type" {
  description = "Machine type of managers."
  type        = string
  default     = "t3.medium"
}

variable "worker_type" {
  description = "Machine type of workers."
  type        = string
  default     = "m6i.large"
}

variable "ingress_cidrs" {
  description = "Who may reach ports 80 and 443."
  type        = list(string)
  default     = []
}

variable "tags" {
  description = "Tags of everything."
  type        = map(string)
  default     = {}
}
