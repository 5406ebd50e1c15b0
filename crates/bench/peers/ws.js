// The package ws: its own server, without compression, and the loop that its documentation gives for a broadcast.
import { createServer } from 'node:http'
import WebSocket, { WebSocketServer } from 'ws'
import { start } from './lib.js'

const server = createServer()
const sockets = new WebSocketServer({ server, perMessageDeflate: false })
sockets.on('connection', (socket) => socket.on('error', () => socket.terminate()))

start(server, (frame) => {
  sockets.clients.forEach((client) => {
    if (client.readyState === WebSocket.OPEN) {
      client.send(frame, { binary: false })
    }
  })
})
