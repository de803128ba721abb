"""The whole desk on one machine: real Postgres and Valkey from packages, web, workers, beat.

A server runs the same processes from ``docker-compose.yml``; nothing outside this
package knows which of the two started it.
"""
