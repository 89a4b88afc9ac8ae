"""An echo server and three clients, in one process: one greenlet for each connection."""

import gevent
from gevent import socket


def serve(listener, count):
    for _ in range(count):
        connection, _ = listener.accept()
        gevent.spawn(echo, connection)


def echo(connection):
    while data := connection.recv(100):
        connection.sendall(data.upper())
    connection.close()


def client(port, word):
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(word.encode())
        return connection.recv(100).decode()


listener = socket.socket()
listener.bind(("127.0.0.1", 0))
listener.listen()
port = listener.getsockname()[1]
server = gevent.spawn(serve, listener, 3)
clients = [gevent.spawn(client, port, word) for word in ("one", "two", "three")]
gevent.joinall([server] + clients)
print([one.value for one in clients])
