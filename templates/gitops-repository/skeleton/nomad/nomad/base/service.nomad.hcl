# The job of every service; its folder says what differs:
#   nomad job run -var-file=nomad/prod/web/variables.hcl nomad/base/service.nomad.hcl

variable "name" {
  description = "Name of the job and of its service in Consul."
  type        = string
}

variable "image" {
  description = "Repository of the image."
  type        = string
}

variable "version" {
  description = "Tag of the image: a SemVer version or the number of a build."
  type        = string
}

variable "environment" {
  description = "Stage that it runs in."
  type        = string
}

variable "namespace" {
  description = "Namespace of Nomad."
  type        = string
  default     = "default"
}

variable "datacenters" {
  description = "Where it may run."
  type        = list(string)
  default     = ["*"]
}

variable "replicas" {
  description = "How many instances."
  type        = number
  default     = 2
}

variable "port" {
  description = "Port that the container listens on."
  type        = number
  default     = 8080
}

variable "health_path" {
  description = "Path that answers 200 when all is well."
  type        = string
  default     = "/healthz"
}

variable "metrics_path" {
  description = "Path of the metrics for Prometheus."
  type        = string
  default     = "/metrics"
}

variable "host" {
  description = "Host name that Fabio sends here; empty for none."
  type        = string
  default     = ""
}

variable "vault_role" {
  description = "Role at Vault; empty when it needs no secret."
  type        = string
  default     = ""
}

variable "vault_secret" {
  description = "Path of the secret whose keys become environment variables."
  type        = string
  default     = ""
}

variable "env" {
  description = "Environment variables."
  type        = map(string)
  default     = {}
}

variable "cpu" {
  description = "MHz."
  type        = number
  default     = 200
}

variable "memory" {
  description = "MB that are set aside."
  type        = number
  default     = 256
}

variable "memory_max" {
  description = "MB that are never passed."
  type        = number
  default     = 512
}

job "service" {
  id          = var.name
  name        = var.name
  namespace   = var.namespace
  datacenters = var.datacenters
  type        = "service"

  meta {
    version     = var.version
    environment = var.environment
  }

  # One instance of the new version first. What does not become healthy goes
  # back to the last version that was.
  update {
    max_parallel      = 1
    canary            = 1
    auto_promote      = true
    auto_revert       = true
    min_healthy_time  = "15s"
    healthy_deadline  = "5m"
    progress_deadline = "10m"
  }

  spread {
    attribute = "${node.unique.id}"
  }

  group "service" {
    count          = var.replicas
    shutdown_delay = "5s"

    network {
      mode = "bridge"
      port "http" {
        to = var.port
      }
    }

    restart {
      attempts = 3
      interval = "5m"
      delay    = "10s"
      mode     = "delay"
    }

    service {
      name     = var.name
      port     = "http"
      provider = "consul"
      tags = concat(
        ["version-${replace(var.version, ".", "-")}", "environment-${var.environment}"],
        var.host == "" ? [] : ["urlprefix-${var.host}/"],
      )
      canary_tags = ["canary"]

      meta {
        version      = var.version
        metrics_path = var.metrics_path
      }

      check {
        name     = "health"
        type     = "http"
        path     = var.health_path
        interval = "10s"
        timeout  = "3s"

        check_restart {
          limit = 3
          grace = "30s"
        }
      }
    }

    task "service" {
      driver         = "docker"
      user           = "10001:10001"
      kill_timeout   = "30s"
      shutdown_delay = "5s"

      config {
        image           = "${var.image}:${var.version}"
        ports           = ["http"]
        readonly_rootfs = true
        cap_drop        = ["all"]

        mount {
          type   = "tmpfs"
          target = "/tmp"
        }

        logging {
          type = "json-file"
          config {
            max-size = "10m"
            max-file = "5"
          }
        }
      }

      env = merge(var.env, {
        PORT        = "${var.port}"
        ENVIRONMENT = var.environment
      })

      dynamic "vault" {
        for_each = var.vault_role == "" ? [] : [var.vault_role]
        content {
          role        = vault.value
          change_mode = "restart"
        }
      }

      dynamic "template" {
        for_each = var.vault_secret == "" ? [] : [var.vault_secret]
        content {
          destination = "secrets/service.env"
          env         = true
          change_mode = "restart"
          data        = <<-EOT
            {{ with secret "${template.value}" }}{{ range $key, $value := .Data.data }}
            {{ $key }}={{ $value | toJSON }}
            {{ end }}{{ end }}
          EOT
        }
      }

      resources {
        cpu        = var.cpu
        memory     = var.memory
        memory_max = var.memory_max
      }
    }
  }
}
