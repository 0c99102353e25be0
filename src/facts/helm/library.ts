import { type Node, parseTemplate } from './parse.ts'

/**
 * What charts take from the library chart of Bitnami, which most have as an archive or fetch when they are installed: names,
 * labels and images, as short as they can be said. What else of it is asked for is left empty.
 */
const common = `
{{- define "common.names.name" -}}{{ default .Chart.Name .Values.nameOverride }}{{- end -}}
{{- define "common.names.chart" -}}{{ .Chart.Name }}-{{ .Chart.Version }}{{- end -}}
{{- define "common.names.namespace" -}}{{ .Release.Namespace }}{{- end -}}
{{- define "common.names.fullname" -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if .Values.fullnameOverride -}}{{ .Values.fullnameOverride }}
{{- else if contains $name .Release.Name -}}{{ .Release.Name }}
{{- else -}}{{ .Release.Name }}-{{ $name }}{{- end -}}
{{- end -}}
{{- define "common.names.dependency.fullname" -}}
{{- $values := default (dict) .chartValues -}}
{{- default (printf "%s-%s" .context.Release.Name .chartName) $values.fullnameOverride -}}
{{- end -}}
{{- define "common.labels.matchLabels" -}}
{{- $root := default . .context -}}
app.kubernetes.io/name: {{ default $root.Chart.Name $root.Values.nameOverride }}
app.kubernetes.io/instance: {{ $root.Release.Name }}
{{- end -}}
{{- define "common.labels.standard" -}}{{ include "common.labels.matchLabels" . }}{{- end -}}
{{- define "common.images.image" -}}
{{- with .imageRoot -}}{{ if .registry }}{{ .registry }}/{{ end }}{{ .repository }}{{ if .tag }}:{{ .tag }}{{ end }}{{- end -}}
{{- end -}}
{{- define "common.tplvalues.render" -}}
{{- if typeIs "string" .value -}}{{ tpl .value .context }}{{- else -}}{{ tpl (toYaml .value) .context }}{{- end -}}
{{- end -}}
{{- define "common.resources.preset" -}}
{{ toYaml (dict "requests" (dict "cpu" "100m" "memory" "128Mi" "ephemeral-storage" "50Mi") "limits" (dict "cpu" "150m" "memory" "192Mi" "ephemeral-storage" "2Gi")) }}
{{- end -}}
{{- define "common.tplvalues.merge" -}}{{- $all := dict -}}{{- range .values -}}{{- $all = merge $all (default (dict) .) -}}{{- end -}}{{ toYaml $all }}{{- end -}}
{{- define "common.capabilities.kubeVersion" -}}v1.30.0{{- end -}}
{{- define "common.capabilities.deployment.apiVersion" -}}apps/v1{{- end -}}
{{- define "common.capabilities.statefulset.apiVersion" -}}apps/v1{{- end -}}
{{- define "common.capabilities.daemonset.apiVersion" -}}apps/v1{{- end -}}
{{- define "common.capabilities.cronjob.apiVersion" -}}batch/v1{{- end -}}
{{- define "common.capabilities.job.apiVersion" -}}batch/v1{{- end -}}
{{- define "common.capabilities.ingress.apiVersion" -}}networking.k8s.io/v1{{- end -}}
{{- define "common.capabilities.networkPolicy.apiVersion" -}}networking.k8s.io/v1{{- end -}}
{{- define "common.capabilities.policy.apiVersion" -}}policy/v1{{- end -}}
{{- define "common.capabilities.hpa.apiVersion" -}}autoscaling/v2{{- end -}}
{{- define "common.capabilities.rbac.apiVersion" -}}rbac.authorization.k8s.io/v1{{- end -}}
`

/** The name that a chart gives to what it installs, by custom: \`{{ include "postgresql.fullname" . }}\`. */
const fullname = /^([\w-]+)(?:\.\w+)*\.fullname$/

let known: ReadonlyMap<string, readonly Node[]> | undefined

/** A named part of a chart that is not in the repository, where it is known what it says. */
export function partElsewhere(name: string): readonly Node[] | undefined {
  known ??= parseTemplate(common).defined
  const found = known.get(name)
  if (found) return found
  if (name.startsWith('common.')) return []
  const chart = fullname.exec(name)?.[1]
  const text = `{{ default (printf "%s-${chart}" .Release.Name) .Values.fullnameOverride }}`
  return chart === undefined ? undefined : parseTemplate(text).body
}
