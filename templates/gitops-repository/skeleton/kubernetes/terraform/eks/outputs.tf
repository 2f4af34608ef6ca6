output "cluster_name" {
  description = "Name of the cluster."
  value       = aws_eks_cluster.this.name
}

output "endpoint" {
  description = "Address of the API."
  value       = aws_eks_cluster.this.endpoint
}

output "certificate_authority" {
  description = "Certificate that the API is trusted by, in base64."
  value       = aws_eks_cluster.this.certificate_authority[0].data
}

output "vpc_id" {
  description = "The network."
  value       = aws_vpc.this.id
}

output "private_subnet_ids" {
  description = "Subnets of the machines."
  value       = [for subnet in aws_subnet.private : subnet.id]
}

output "service_account_role_arns" {
  description = "Roles of service accounts, for the annotation eks.amazonaws.com/role-arn."
  value       = { for name, role in aws_iam_role.service_account : name => role.arn }
}
