"""What every service does: health, metrics, logs, traces, errors, shutdown."""
