/** Which of its faults the service has, as the environment variable `FAULT` says. */
export const hasFault = (name) => process.env.FAULT === name
