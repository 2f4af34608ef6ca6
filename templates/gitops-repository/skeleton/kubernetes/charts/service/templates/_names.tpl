{{- define "service.name" -}}
{{ .Values.name | default .Release.Name }}
{{- end }}

{{/* What selects the pods: never changes, because a Deployment cannot change it. */}}
{{- define "service.selector" -}}
app.kubernetes.io/name: {{ include "service.name" . | quote }}
app.kubernetes.io/component: service
{{- end }}

{{/* A label allows 63 characters of fewer kinds than a tag does. */}}
{{- define "service.version" -}}
{{ .Values.image.tag | trunc 63 | trimAll "-_." }}
{{- end }}

{{- define "service.commonLabels" -}}
app.kubernetes.io/version: {{ include "service.version" . | quote }}
app.kubernetes.io/part-of: {{ include "service.name" . | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
backstage.io/kubernetes-id: {{ include "service.name" . | quote }}
{{- if .Values.backup.enabled }}
slipway.dev/backup: {{ .Values.backup.class | quote }}
{{- end }}
{{- end }}

{{- define "service.labels" -}}
{{ include "service.selector" . }}
{{ include "service.commonLabels" . }}
{{- end }}

{{/* Labels of a store beside the service: (list context "postgresql"). */}}
{{- define "service.storeSelector" -}}
app.kubernetes.io/name: {{ printf "%s-%s" (include "service.name" (first .)) (last .) | quote }}
app.kubernetes.io/component: {{ last . }}
{{- end }}

{{- define "service.image" -}}
{{ printf "%s:%s" .repository .tag }}
{{- end }}

{{/* Nobody is root, nothing is writable, nothing is added. */}}
{{- define "service.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{/* The user and group that the pod runs as: a number. */}}
{{- define "service.podSecurity" -}}
runAsNonRoot: true
runAsUser: {{ . }}
runAsGroup: {{ . }}
fsGroup: {{ . }}
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "service.metricsPort" -}}
{{ .Values.monitoring.port | default .Values.port }}
{{- end }}

{{/*
Namespace of a component in the same environment, and of the same tenant:
(list context name). What is copied to another environment stays right by it.
*/}}
{{- define "service.sibling" -}}
{{- $own := printf "--%s" (first .).Release.Name }}
{{- if not (hasSuffix $own (first .).Release.Namespace) }}
{{- fail (printf "'%s' is named without a namespace, and this one, '%s', does not end with '%s', so that it cannot be told; name it" (last .) (first .).Release.Namespace $own) }}
{{- end }}
{{- printf "%s--%s" (trimSuffix $own (first .).Release.Namespace) (last .) }}
{{- end }}

{{/* Pods that an entry of a NetworkPolicy means: (list context entry). */}}
{{- define "service.peer" -}}
{{- $entry := last . }}
{{- $namespace := $entry.namespace }}
{{- if not $namespace }}
{{- $namespace = include "service.sibling" (list (first .) $entry.name) }}
{{- end }}
- namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: {{ $namespace | quote }} } }
  {{- with $entry.name }}
  podSelector: { matchLabels: { app.kubernetes.io/name: {{ . | quote }} } }
  {{- end }}
{{- end }}

{{/* Where the bus is: its own, that of another component, or one elsewhere; empty without one. */}}
{{- define "service.busHost" -}}
{{- with .Values.rabbitmq }}
{{- if gt (len (compact (list (ternary "own" "" .enabled) .of .host))) 1 }}
{{- fail "rabbitmq: it is one of its own (enabled), that of another component (of) or one elsewhere (host), and not two of them" }}
{{- end }}
{{- if .enabled }}
{{- printf "%s-rabbitmq" (include "service.name" $) }}
{{- else if .of }}
{{- printf "%s-rabbitmq.%s.svc" .of (include "service.sibling" (list $ .of)) }}
{{- else }}
{{- .host }}
{{- end }}
{{- end }}
{{- end }}
