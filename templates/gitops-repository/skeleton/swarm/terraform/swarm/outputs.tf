output "manager_addresses" {
  description = "Private addresses of the managers."
  value       = [for name, node in aws_instance.node : node.private_ip if node.tags.role == "manager"]
}

output "worker_addresses" {
  description = "Private addresses of the workers."
  value       = [for name, node in aws_instance.node : node.private_ip if node.tags.role == "worker"]
}

output "security_group_id" {
  description = "Security group of all machines."
  value       = aws_security_group.swarm.id
}
