# Machines of a Swarm. The first manager begins it; the others join with tokens
# that it leaves in the parameter store, readable by these machines only.
locals {
  nodes = merge(
    { for index in range(var.manager_count) : "manager-${index}" => { role = "manager", index = index } },
    { for index in range(var.worker_count) : "worker-${index}" => { role = "worker", index = index } },
  )
  parameter = "/${var.name}/swarm"
}

data "aws_region" "current" {}

data "aws_caller_identity" "current" {}

resource "aws_instance" "node" {
  for_each               = local.nodes
  ami                    = var.image_id
  instance_type          = each.value.role == "manager" ? var.manager_type : var.worker_type
  subnet_id              = var.subnet_ids[each.value.index % length(var.subnet_ids)]
  vpc_security_group_ids = [aws_security_group.swarm.id]
  iam_instance_profile   = aws_iam_instance_profile.node[each.value.role].name
  user_data_base64 = base64encode(templatefile("${path.module}/cloud-init.sh.tftpl", {
    role      = each.value.role
    first     = each.key == "manager-0"
    parameter = local.parameter
    region    = data.aws_region.current.name
  }))
  tags = merge(var.tags, { Name = "${var.name}-${each.key}", role = each.value.role })

  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  root_block_device {
    volume_size = 60
    volume_type = "gp3"
    encrypted   = true
  }

  # A new image must not replace all machines at once.
  lifecycle {
    ignore_changes = [ami, user_data_base64]
  }
}
