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

variable "server_count" {
  description = "How many servers; an odd number, so that a majority exists."
  type        = number
  default     = 3

  validation {
    condition     = var.server_count % 2 == 1
    error_message = "The number of servers has to be odd."
  }
}

variable "client_count" {
  description = "How many clients."
  type        = number
  default     = 3
}

variable "server_type" {
  description = "Machine type of servers."
  type        = string
  default     = "t3.medium"
}

variable "client_type" {
  description = "Machine type of clients."
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

variable "datacenter" {
  description = "Name of the data centre for Nomad and Consul."
  type        = string
  default     = "dc1"
}

variable "versions" {
  description = "Versions of the packages."
  type = object({
    nomad  = string
    consul = string
    vault  = string
  })
  default = {
    nomad  = "1.9.7"
    consul = "1.20.5"
    vault  = "1.19.0"
  }
}

variable "vault_address" {
  description = "Where Vault answers; the agents of the clients ask there."
  type        = string
}
