output "server_addresses" {
  description = "Private addresses of the servers."
  value       = [for name, node in aws_instance.node : node.private_ip if node.tags.role == "server"]
}

output "client_addresses" {
  description = "Private addresses of the clients."
  value       = [for name, node in aws_instance.node : node.private_ip if node.tags.role == "client"]
}

output "security_group_id" {
  description = "Security group of all machines."
  value       = aws_security_group.nomad.id
}
