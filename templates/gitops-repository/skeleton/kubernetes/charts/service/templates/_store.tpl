{{/*
A store with one volume. A dictionary: context, store (its name), image,
user (number), port, volumePath, env and probe (as text), values.
*/}}
{{- define "service.store" -}}
{{- $name := printf "%s-%s" (include "service.name" .context) .store }}
{{- $selector := include "service.storeSelector" (list .context .store) }}
apiVersion: v1
kind: Service
metadata:
  name: {{ $name | quote }}
  labels:
    {{- $selector | nindent 4 }}
    {{- include "service.commonLabels" .context | nindent 4 }}
spec:
  clusterIP: None
  selector:
    {{- $selector | nindent 4 }}
  ports:
    {{- range $port, $number := .ports }}
    - { name: {{ $port }}, port: {{ $number }}, targetPort: {{ $port }}, protocol: TCP }
    {{- end }}
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: {{ $name | quote }}
  labels:
    {{- $selector | nindent 4 }}
    {{- include "service.commonLabels" .context | nindent 4 }}
spec:
  serviceName: {{ $name | quote }}
  replicas: 1
  selector:
    matchLabels:
      {{- $selector | nindent 6 }}
  template:
    metadata:
      labels:
        {{- $selector | nindent 8 }}
        {{- include "service.commonLabels" .context | nindent 8 }}
      {{- if .context.Values.backup.enabled }}
      annotations:
        backup.velero.io/backup-volumes: data
      {{- end }}
    spec:
      automountServiceAccountToken: false
      enableServiceLinks: false
      terminationGracePeriodSeconds: 120
      securityContext:
        {{- include "service.podSecurity" .user | nindent 8 }}
      containers:
        - name: {{ .store }}
          image: {{ include "service.image" .values.image | quote }}
          ports:
            {{- range $port, $number := .ports }}
            - { name: {{ $port }}, containerPort: {{ $number }}, protocol: TCP }
            {{- end }}
          env:
            {{- .env | trim | nindent 12 }}
          {{- range $kind := list "startup" "readiness" "liveness" }}
          {{ $kind }}Probe:
            exec: { command: {{ $.probe }} }
            periodSeconds: {{ ternary 5 15 (eq $kind "startup") }}
            timeoutSeconds: 10
            failureThreshold: {{ ternary 60 4 (eq $kind "startup") }}
          {{- end }}
          resources:
            {{- toYaml .values.resources | nindent 12 }}
          securityContext:
            {{- include "service.containerSecurity" .context | nindent 12 }}
          volumeMounts:
            - { name: data, mountPath: {{ .volumePath }} }
            {{- range $index, $folder := .writable }}
            - { name: writable-{{ $index }}, mountPath: {{ $folder }} }
            {{- end }}
            {{- with .config }}
            - { name: config, mountPath: {{ .mountPath }}, subPath: {{ .file }}, readOnly: true }
            {{- end }}
      volumes:
        {{- range $index, $folder := .writable }}
        - { name: writable-{{ $index }}, emptyDir: {} }
        {{- end }}
        {{- if .config }}
        - { name: config, configMap: { name: {{ $name | quote }} } }
        {{- end }}
  volumeClaimTemplates:
    - metadata:
        name: data
        labels:
          {{- $selector | nindent 10 }}
      spec:
        accessModes: [ReadWriteOnce]
        {{- with .values.storageClass }}
        storageClassName: {{ . | quote }}
        {{- end }}
        resources: { requests: { storage: {{ .values.storage | quote }} } }
{{- end }}
