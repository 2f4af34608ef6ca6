resource "aws_security_group" "swarm" {
  name        = "${var.name}-swarm"
  description = "Machines of the Swarm ${var.name}"
  vpc_id      = var.vpc_id
  tags        = var.tags
}

resource "aws_vpc_security_group_ingress_rule" "between" {
  for_each = {
    management = { protocol = "tcp", port = 2377 }
    gossip_tcp = { protocol = "tcp", port = 7946 }
    gossip_udp = { protocol = "udp", port = 7946 }
    overlay    = { protocol = "udp", port = 4789 }
    encrypted  = { protocol = "50", port = null }
  }
  security_group_id            = aws_security_group.swarm.id
  referenced_security_group_id = aws_security_group.swarm.id
  ip_protocol                  = each.value.protocol
  from_port                    = each.value.port
  to_port                      = each.value.port
}

resource "aws_vpc_security_group_ingress_rule" "web" {
  for_each = {
    for pair in setproduct(var.ingress_cidrs, [80, 443]) : "${pair[0]}-${pair[1]}" => pair
  }
  security_group_id = aws_security_group.swarm.id
  cidr_ipv4         = each.value[0]
  ip_protocol       = "tcp"
  from_port         = each.value[1]
  to_port           = each.value[1]
}

resource "aws_vpc_security_group_egress_rule" "all" {
  security_group_id = aws_security_group.swarm.id
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

data "aws_iam_policy_document" "tokens" {
  for_each = {
    manager = ["ssm:GetParameter", "ssm:PutParameter"]
    worker  = ["ssm:GetParameter"]
  }

  statement {
    actions = each.value
    resources = [
      for name in each.key == "manager" ? ["address", "manager", "worker"] : ["address", "worker"] :
      "arn:aws:ssm:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}:parameter${local.parameter}/${name}"
    ]
  }
}

resource "aws_iam_role" "node" {
  for_each           = data.aws_iam_policy_document.tokens
  name               = "${var.name}-${each.key}"
  assume_role_policy = data.aws_iam_policy_document.assume.json
  tags               = var.tags
}

resource "aws_iam_role_policy" "node" {
  for_each = data.aws_iam_policy_document.tokens
  name     = "tokens"
  role     = aws_iam_role.node[each.key].id
  policy   = each.value.json
}

resource "aws_iam_instance_profile" "node" {
  for_each = aws_iam_role.node
  name     = each.value.name
  role     = each.value.name
}
