// Command service answers the operations of openapi.yaml.
package main

import (
	_ "embed"
	"os"
	"os/signal"
	"syscall"

	"service/internal/app"
)

//go:embed openapi.yaml
var document []byte

func main() {
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT)
	os.Exit(app.Run(os.Getenv, os.Stdout, document, signals))
}
