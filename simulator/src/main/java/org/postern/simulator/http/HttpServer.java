// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.http;

import org.postern.simulator.net.Addresses;
import org.postern.simulator.net.DaemonThreadFactory;
import org.postern.simulator.net.HttpDate;
import org.postern.simulator.net.Threads;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Serves one request for each connection, unless a response leaves it open.
 *
 * <p>One thread accepts for each address; up to {@value #WORKERS} threads serve, started when
 * needed. Of more than {@value #MAX_CONNECTIONS} connections some are closed without a response,
 * first those that would never get one.
 */
public final class HttpServer implements AutoCloseable {
    /** As UDA 1.1 demands of SERVER headers: system, UPnP version, product. */
    public static final String PRODUCT = "Java/17 UPnP/1.1 PosternSimulator/1.0";

    static final int WORKERS = 8;
    static final int MAX_CONNECTIONS = 64;

    /** Such as when no file handles are left. */
    private static final Duration RETRY_ACCEPT = Duration.ofMillis(100);

    private static final Logger LOG = System.getLogger("org.postern.simulator.http");

    private final HttpHandler handler;
    private final List<ServerSocket> listeners = new ArrayList<>();
    private final List<Thread> acceptors = new ArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** Connections that never get a response, oldest first. */
    private final Queue<Socket> silent = new ConcurrentLinkedQueue<>();

    private final AtomicLong served = new AtomicLong();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final DaemonThreadFactory threads = new DaemonThreadFactory("http");
    private final ThreadPoolExecutor workers;

    /** A server that does not listen yet. */
    public HttpServer(HttpHandler handler) {
        this.handler = handler;
        workers =
                new ThreadPoolExecutor(
                        WORKERS,
                        WORKERS,
                        5,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(MAX_CONNECTIONS),
                        threads);
        workers.allowCoreThreadTimeOut(true);
    }

    /**
     * Binds an address and returns the port, which is any for 0; call before {@link #start}. The
     * sentence of a failure names address and port.
     */
    public int listen(InetAddress address, int port) throws IOException {
        ServerSocket listener = new ServerSocket();
        try {
            listener.bind(new InetSocketAddress(address, port), MAX_CONNECTIONS);
        } catch (IOException e) {
            listener.close();
            throw new IOException(
                    "HTTP cannot listen on "
                            + Addresses.hostAndPort(address, port)
                            + ": "
                            + e.getMessage(),
                    e);
        }
        listeners.add(listener);
        return listener.getLocalPort();
    }

    /** Starts to accept on all bound addresses. */
    public void start() {
        for (ServerSocket listener : listeners) {
            Thread acceptor = Threads.daemon("http-accept", () -> accept(listener));
            acceptors.add(acceptor);
            acceptor.start();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        listeners.forEach(HttpServer::closeQuietly);
        workers.shutdown();
        open.forEach(HttpServer::closeQuietly);
        acceptors.forEach(Threads::await);
        // A connection accepted while closing is closed by its acceptor, which has ended now.
        open.forEach(HttpServer::closeQuietly);
        threads.await();
    }

    private void accept(ServerSocket listener) {
        while (closed.getCount() > 0) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                makeRoom();
                dispatch(socket);
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "accepting failed: {0}", e.getMessage());
                waitedOut(RETRY_ACCEPT);
            }
        }
    }

    private void makeRoom() {
        Socket oldest = open.size() > MAX_CONNECTIONS ? silent.poll() : null;
        if (oldest != null) {
            release(oldest);
        }
    }

    private void dispatch(Socket socket) {
        if (open.size() > MAX_CONNECTIONS) {
            release(socket);
            return;
        }
        try {
            workers.execute(() -> serve(socket));
        } catch (RejectedExecutionException closing) {
            release(socket);
        }
    }

    private void serve(Socket socket) {
        boolean keep = false;
        try {
            keep = answer(socket);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a connection ended early: {0}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a request could not be answered", e);
        } finally {
            if (!keep) {
                release(socket);
            }
        }
    }

    /** Returns whether the connection stays open without a response. */
    private boolean answer(Socket socket) throws IOException {
        RequestReader reader = new RequestReader(socket, ports(socket.getLocalAddress()));
        boolean more = true;
        while (more) {
            String method = "";
            SentResponse response;
            try {
                ReceivedRequest request = reader.read(served::incrementAndGet);
                method = request.method();
                response = handler.answer(request);
            } catch (BadRequestException e) {
                LOG.log(Level.DEBUG, "unreadable request: {0}", e.getMessage());
                response = SentResponse.status(e.status());
            }
            SendOptions options = response.options();
            if (options.silent()) {
                silent.add(socket);
                return true;
            }
            if (!waitedOut(options.delay()) || options.breaksOnHalfClose() && reader.halfClosed()) {
                return false;
            }
            RawResponse raw = raw(response, method.equals("HEAD"));
            socket.getOutputStream().write(options.rewriting().apply(raw).bytes());
            more = options.staysOpen();
        }
        socket.shutdownOutput();
        return false;
    }

    private static RawResponse raw(SentResponse response, boolean headOnly) {
        List<String> head = new ArrayList<>();
        head.add("HTTP/1.1 " + response.status() + " " + response.reason());
        response.headers().forEach((name, value) -> head.add(name + ": " + value));
        head.add("Content-Length: " + response.body().length);
        head.add("Connection: close");
        head.add("Server: " + PRODUCT);
        head.add("Date: " + HttpDate.now());
        return new RawResponse(head, headOnly ? new byte[0] : response.body());
    }

    private List<Integer> ports(InetAddress address) {
        return listeners.stream()
                .filter(listener -> listener.getInetAddress().equals(address))
                .map(ServerSocket::getLocalPort)
                .toList();
    }

    /** Returns false if the server was closed meanwhile. */
    private boolean waitedOut(Duration delay) {
        try {
            return delay.isZero() || !closed.await(delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void release(Socket socket) {
        open.remove(socket);
        closeQuietly(socket);
    }

    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception alreadyGone) {
            LOG.log(Level.DEBUG, "closing failed: {0}", alreadyGone.getMessage());
        }
    }
}
