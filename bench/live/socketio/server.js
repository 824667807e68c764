// The request's websocket server: Socket.io, a token in the handshake, a room a user. It is fed in
// the best form we know: by the same log and the same statement as the app, woken by the same
// NOTIFY, and it encodes an event once for all of its rooms.
const { createServer } = require('node:http');
const jwt = require('jsonwebtoken');
const { Client } = require('pg');
const { Server } = require('socket.io');

const { READ, SECRET, PORT } = process.env;
const POLL = 25; // milliseconds between reads without a wake-up

const server = createServer();
const io = new Server(server);

io.use((socket, next) => {
  try {
    const { token } = socket.handshake.auth;
    socket.data.user = jwt.verify(token, SECRET, { algorithms: ['HS256'] });
    next();
  } catch {
    next(new Error('Authentication error'));
  }
});

io.on('connection', (socket) => {
  socket.join(`user:${socket.data.user.sub}`);
});

function deliver({ recipients, frame }) {
  const event = JSON.parse(frame);
  io.to(recipients.map((id) => `user:${id}`)).emit(event.event, event);
}

async function follow() {
  const database = new Client();
  let woken = false;
  let wake = () => {};
  database.on('notification', () => {
    woken = true;
    wake();
  });
  await database.connect();
  await database.query('listen nova_events');
  const first = await database.query('select pg_current_snapshot()::text as snapshot');
  let seen = first.rows[0].snapshot;
  for (;;) {
    woken = false;
    const { rows } = await database.query({ name: 'read', text: READ, values: [seen] });
    rows.filter((row) => row.id !== null).forEach(deliver);
    seen = rows[0].snapshot;
    if (!woken) {
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, POLL);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }
}

// Memory is read after the garbage is gone.
process.on('SIGUSR2', () => global.gc());

server.listen(Number(PORT), '127.0.0.1', follow);
