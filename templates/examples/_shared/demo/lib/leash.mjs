// Loaded into every service of the demo before its own code: when the demo ends, however suddenly, so does the service.
process.on('disconnect', () => process.exit(1))
process.channel?.unref()
