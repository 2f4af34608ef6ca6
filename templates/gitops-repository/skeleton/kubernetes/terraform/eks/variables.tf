variable "name" {
  description = "Name of the cluster and prefix of what belongs to it."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,38}$", var.name))
    error_message = "The name has lower-case letters, digits and hyphens, at most 39."
  }
}

variable "kubernetes_version" {
  description = "Release of Kubernetes."
  type        = string
  default     = "1.31"
}

variable "cidr" {
  description = "Addresses of the network."
  type        = string
  default     = "10.20.0.0/16"
}

variable "availability_zones" {
  description = "Zones that nodes are spread over; two or more."
  type        = list(string)

  validation {
    condition     = length(var.availability_zones) >= 2
    error_message = "A cluster needs two zones or more."
  }
}

variable "api_access_cidrs" {
  description = "Who may reach the API of the cluster from outside. Empty: nobody."
  type        = list(string)
  default     = []
}

variable "node_groups" {
  description = "Groups of machines, by name."
  type = map(object({
    instance_types = list(string)
    min_size       = number
    max_size       = number
    disk_gib       = optional(number, 60)
    capacity_type  = optional(string, "ON_DEMAND")
    labels         = optional(map(string), {})
  }))
  default = {
    general = { instance_types = ["m6i.large"], min_size = 2, max_size = 6 }
  }
}

variable "service_account_roles" {
  description = "Roles that service accounts may take (IRSA): namespace, name and the policies."
  type = map(object({
    namespace       = string
    service_account = string
    policy_arns     = list(string)
  }))
  default = {}
}

variable "tags" {
  description = "Tags of everything."
  type        = map(string)
  default     = {}
}
