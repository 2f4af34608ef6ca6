# Machines of Nomad: servers with Consul servers beside them, and clients with
# agents of Consul and Vault. They find each other by the tag `cluster`.
locals {
  nodes = merge(
    { for index in range(var.server_count) : "server-${index}" => { role = "server", index = index } },
    { for index in range(var.client_count) : "client-${index}" => { role = "client", index = index } },
  )
}

data "aws_region" "current" {}

resource "aws_instance" "node" {
  for_each               = local.nodes
  ami                    = var.image_id
  instance_type          = each.value.role == "server" ? var.server_type : var.client_type
  subnet_id              = var.subnet_ids[each.value.index % length(var.subnet_ids)]
  vpc_security_group_ids = [aws_security_group.nomad.id]
  iam_instance_profile   = aws_iam_instance_profile.node.name
  user_data_base64 = base64gzip(templatefile("${path.module}/templates/cloud-init.sh.tftpl", {
    versions = var.versions
    role     = each.value.role
    nomad = templatefile("${path.module}/templates/nomad.hcl.tftpl", {
      role       = each.value.role
      servers    = var.server_count
      datacenter = var.datacenter
    })
    consul = templatefile("${path.module}/templates/consul.hcl.tftpl", {
      role       = each.value.role
      servers    = var.server_count
      datacenter = var.datacenter
      cluster    = var.name
      region     = data.aws_region.current.name
    })
    vault = templatefile("${path.module}/templates/vault-agent.hcl.tftpl", {
      address = var.vault_address
      role    = "${var.name}-${each.value.role}"
    })
  }))
  tags = merge(var.tags, { Name = "${var.name}-${each.key}", cluster = var.name, role = each.value.role })

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

resource "aws_security_group" "nomad" {
  name        = "${var.name}-nomad"
  description = "Machines of Nomad ${var.name}"
  vpc_id      = var.vpc_id
  tags        = var.tags
}

resource "aws_vpc_security_group_ingress_rule" "between" {
  security_group_id            = aws_security_group.nomad.id
  referenced_security_group_id = aws_security_group.nomad.id
  ip_protocol                  = "-1"
}

resource "aws_vpc_security_group_ingress_rule" "web" {
  for_each = {
    for pair in setproduct(var.ingress_cidrs, [80, 443]) : "${pair[0]}-${pair[1]}" => pair
  }
  security_group_id = aws_security_group.nomad.id
  cidr_ipv4         = each.value[0]
  ip_protocol       = "tcp"
  from_port         = each.value[1]
  to_port           = each.value[1]
}

resource "aws_vpc_security_group_egress_rule" "all" {
  security_group_id = aws_security_group.nomad.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}

data "aws_iam_policy_document" "assume" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

# Finding the others is all that a machine may do.
data "aws_iam_policy_document" "find" {
  statement {
    actions   = ["ec2:DescribeInstances", "ec2:DescribeTags"]
    resources = ["*"]
  }
}

resource "aws_iam_role" "node" {
  name               = "${var.name}-nomad"
  assume_role_policy = data.aws_iam_policy_document.assume.json
  tags               = var.tags
}

resource "aws_iam_role_policy" "find" {
  name   = "find"
  role   = aws_iam_role.node.id
  policy = data.aws_iam_policy_document.find.json
}

resource "aws_iam_instance_profile" "node" {
  name = aws_iam_role.node.name
  role = aws_iam_role.node.name
}
