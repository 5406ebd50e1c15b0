// What both peers share: the address at which frames are published, and when to end.
import { WebSocketServer } from 'ws'

// The server takes in all sockets at once where they come back at once, as Busola does.
export const BACKLOG = 4096

/** Publishes what comes in at an address of its own, tells each time, and prints both addresses. */
export function start(live, publish) {
  const publishing = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  publishing.on('connection', (socket) => {
    socket.on('message', (data) => {
      publish(data)
      socket.send('published')
    })
  })
  const url = (server) => `ws://127.0.0.1:${server.address().port}`
  publishing.on('listening', () => {
    live.listen({ host: '127.0.0.1', port: 0, backlog: BACKLOG }, () => {
      console.log(`${url(live)} ${url(publishing)}`)
    })
  })
  // It must not outlive a benchmark that was ended: then nobody holds the other end of its input.
  process.stdin.on('end', () => process.exit(0)).resume()
}
