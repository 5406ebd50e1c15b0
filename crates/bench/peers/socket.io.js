// Socket.IO on WebSockets alone; with `recovery` as its argument, with connection state recovery.
import { createServer } from 'node:http'
import { Server } from 'socket.io'
import { start } from './lib.js'

const recovery = process.argv[2] === 'recovery' ? { connectionStateRecovery: {} } : {}
const server = createServer()
const io = new Server(server, { transports: ['websocket'], serveClient: false, ...recovery })
// Its documentation recommends this, to use less memory.
io.engine.on('connection', (socket) => {
  socket.request = null
})

start(server, (frame) => io.emit('event', JSON.parse(frame.toString())))
