/** Whether a text is a day that there is, as `2027-01-31`. Such texts sort as the days do. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  // February 31st becomes a day in March.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}
