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
