{{/* An alert: dictionary of context, alert, expr, for, severity, summary. */}}
{{- define "service.alert" -}}
- alert: {{ .alert }}
  expr: {{ .expr | quote }}
  for: {{ .for }}
  labels:
    severity: {{ .severity }}
    namespace: {{ .context.Release.Namespace | quote }}
    service: {{ include "service.name" .context | quote }}
  annotations:
    summary: {{ .summary | quote }}
{{- end }}

{{/* What is counted as a request, and which of them failed: of each profile of Slipway. */}}
{{- define "service.requests" -}}
{{- $target := printf `namespace="%s",service="%s"` .Release.Namespace (include "service.name" .) }}
{{- $profiles := dict
  "prom-client" (list "http_request_duration_seconds_count" $target `status_code=~"5.."`)
  "http-requests-total" (list "http_requests_total" $target `status=~"5.."`)
  "micrometer" (list "http_server_requests_seconds_count" $target `status=~"5.."`)
  "opentelemetry" (list "http_server_request_duration_seconds_count" $target `http_response_status_code=~"5.."`)
  "linkerd" (list "response_total" (printf `namespace="%s",deployment="%s",direction="inbound"` .Release.Namespace (include "service.name" .)) `classification="failure"`) }}
{{- toJson (index $profiles .Values.slo.profile) }}
{{- end }}

{{/* What selects metrics of the broker, where its namespace is known. */}}
{{- define "service.ofBroker" -}}
{{- with .Values.rabbitmq }}
{{- if .enabled }}
{{- printf `,namespace="%s"` $.Release.Namespace }}
{{- else if .of }}
{{- printf `,namespace="%s"` (include "service.sibling" (list $ .of)) }}
{{- end }}
{{- end }}
{{- end }}

{{- define "service.burnAlert" -}}
{{- $context := index . 0 }}
{{- $budget := subf 100.0 $context.Values.slo.availability }}
{{- $short := printf `slo:error_ratio:%s{namespace="%s",service="%s"} > %v * %v / 100` (index . 3) $context.Release.Namespace (include "service.name" $context) (index . 1) $budget }}
{{- $long := printf `slo:error_ratio:%s{namespace="%s",service="%s"} > %v * %v / 100` (index . 2) $context.Release.Namespace (include "service.name" $context) (index . 1) $budget }}
{{- include "service.alert" (dict "context" $context "alert" (printf "ErrorBudgetBurn%s" (index . 2)) "expr" (printf "%s and %s" $long $short) "for" "2m" "severity" (index . 4) "summary" (printf "%s burns its error budget %v times as fast as it may, over %s." (include "service.name" $context) (index . 1) (index . 2))) }}
{{- end }}
