/** Variables that a program takes the port from which it answers at. */
export const portVariable = /^(?:PORT|(?:SERVER|HTTP|LISTEN|APP)_PORT|ASPNETCORE_HTTP_PORTS)$/
