{{- define "service.probe" -}}
httpGet:
  path: {{ .path | quote }}
  port: http
periodSeconds: {{ .periodSeconds }}
failureThreshold: {{ .failureThreshold }}
timeoutSeconds: {{ .timeoutSeconds | default 2 }}
{{- end }}

{{/* Variables of the stores, with names that many frameworks know. */}}
{{- define "service.storeEnv" -}}
{{- $name := include "service.name" . }}
{{- with .Values.postgresql }}
{{- if .enabled }}
- name: POSTGRES_HOST
  value: {{ printf "%s-postgresql" $name | quote }}
- name: POSTGRES_PORT
  value: "5432"
- name: POSTGRES_DB
  value: {{ .database | quote }}
- name: POSTGRES_USER
  valueFrom: { secretKeyRef: { name: {{ .secretName | quote }}, key: username } }
- name: POSTGRES_PASSWORD
  valueFrom: { secretKeyRef: { name: {{ .secretName | quote }}, key: password } }
{{- end }}
{{- end }}
{{- with include "service.busHost" $ }}
- name: RABBITMQ_HOST
  value: {{ . | quote }}
- name: RABBITMQ_PORT
  value: {{ ternary $.Values.rabbitmq.port 5672 (ne $.Values.rabbitmq.host "") | toString | quote }}
- name: RABBITMQ_USER
  valueFrom: { secretKeyRef: { name: {{ $.Values.rabbitmq.secretName | quote }}, key: username } }
- name: RABBITMQ_PASSWORD
  valueFrom: { secretKeyRef: { name: {{ $.Values.rabbitmq.secretName | quote }}, key: password } }
{{- end }}
{{- end }}

{{- define "service.lifecycle" -}}
{{- if .Values.drainSeconds }}
lifecycle:
  preStop:
    {{- if semverCompare ">=1.30-0" .Capabilities.KubeVersion.Version }}
    sleep: { seconds: {{ .Values.drainSeconds }} }
    {{- else }}
    exec: { command: [sleep, {{ .Values.drainSeconds | quote }}] }
    {{- end }}
{{- end }}
{{- end }}

{{- define "service.ports" -}}
- { name: http, containerPort: {{ .Values.port }}, protocol: TCP }
{{- if ne (include "service.metricsPort" . | int) (.Values.port | int) }}
- { name: metrics, containerPort: {{ include "service.metricsPort" . }}, protocol: TCP }
{{- end }}
{{- end }}

{{- define "service.mounts" -}}
{{- range $index, $folder := .Values.writableFolders }}
- { name: writable-{{ $index }}, mountPath: {{ $folder | quote }} }
{{- end }}
{{- if .Values.volume.enabled }}
- { name: data, mountPath: {{ .Values.volume.path | quote }} }
{{- end }}
{{- if .Values.files }}
- { name: files, mountPath: {{ .Values.filesPath | quote }}, readOnly: true }
{{- end }}
{{- end }}

{{- define "service.container" -}}
- name: {{ include "service.name" . | quote }}
  image: {{ include "service.image" .Values.image | quote }}
  imagePullPolicy: {{ .Values.image.pullPolicy }}
  {{- with .Values.command }}
  command: {{ toJson . }}
  {{- end }}
  {{- with .Values.args }}
  args: {{ toJson . }}
  {{- end }}
  ports:
    {{- include "service.ports" . | nindent 4 }}
  env:
    - name: POD_NAME
      valueFrom: { fieldRef: { fieldPath: metadata.name } }
    {{- with include "service.storeEnv" . | trim }}
    {{- . | nindent 4 }}
    {{- end }}
    {{- range $key, $value := .Values.env }}
    - name: {{ $key | quote }}
      value: {{ $value | toString | quote }}
    {{- end }}
  {{- with .Values.secretNames }}
  envFrom:
    {{- range . }}
    - secretRef: { name: {{ . | quote }} }
    {{- end }}
  {{- end }}
  startupProbe:
    {{- include "service.probe" .Values.probes.startup | nindent 4 }}
  readinessProbe:
    {{- include "service.probe" .Values.probes.readiness | nindent 4 }}
  livenessProbe:
    {{- include "service.probe" .Values.probes.liveness | nindent 4 }}
  {{- with include "service.lifecycle" . | trim }}
  {{- . | nindent 2 }}
  {{- end }}
  resources:
    {{- toYaml .Values.resources | nindent 4 }}
  securityContext:
    {{- include "service.containerSecurity" . | nindent 4 }}
  {{- with include "service.mounts" . | trim }}
  volumeMounts:
    {{- . | nindent 4 }}
  {{- end }}
{{- end }}

{{- define "service.spread" -}}
topologySpreadConstraints:
  {{- range $key := list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
  - maxSkew: 1
    topologyKey: {{ $key }}
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "service.selector" $ | nindent 8 }}
  {{- end }}
{{- end }}

{{- define "service.volumes" -}}
{{- range $index, $folder := .Values.writableFolders }}
- { name: writable-{{ $index }}, emptyDir: { sizeLimit: 1Gi } }
{{- end }}
{{- if .Values.volume.enabled }}
- { name: data, persistentVolumeClaim: { claimName: {{ printf "%s-data" (include "service.name" .) | quote }} } }
{{- end }}
{{- if .Values.files }}
- { name: files, configMap: { name: {{ printf "%s-files" (include "service.name" .) | quote }} } }
{{- end }}
{{- end }}

{{- define "service.podTemplate" -}}
metadata:
  labels:
    {{- include "service.labels" . | nindent 4 }}
  annotations:
    kubectl.kubernetes.io/default-container: {{ include "service.name" . | quote }}
    checksum/files: {{ toJson .Values.files | sha256sum }}
    {{- if and .Values.volume.enabled .Values.backup.enabled }}
    backup.velero.io/backup-volumes: data
    {{- end }}
    {{- if .Values.mesh.linkerd }}
    linkerd.io/inject: enabled
    {{- end }}
spec:
  serviceAccountName: {{ include "service.name" . | quote }}
  automountServiceAccountToken: {{ .Values.serviceAccount.mountToken }}
  enableServiceLinks: false
  terminationGracePeriodSeconds: {{ .Values.terminationGracePeriodSeconds }}
  securityContext:
    {{- include "service.podSecurity" (.Values.runAsUser | int) | nindent 4 }}
  {{- with .Values.imagePullSecrets }}
  imagePullSecrets:
    {{- range . }}
    - name: {{ . | quote }}
    {{- end }}
  {{- end }}
  {{- include "service.spread" . | nindent 2 }}
  containers:
    {{- include "service.container" . | nindent 4 }}
  {{- with include "service.volumes" . | trim }}
  volumes:
    {{- . | nindent 4 }}
  {{- end }}
{{- end }}
