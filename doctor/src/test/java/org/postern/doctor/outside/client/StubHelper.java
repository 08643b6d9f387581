// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.outside.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/** Answers one connection after the other with bytes of a test. */
final class StubHelper implements AutoCloseable {
    /** What a stub does with a connection. */
    interface Behaviour {
        void answer(OutputStream out) throws IOException, InterruptedException;
    }

    final BlockingQueue<String> requests = new LinkedBlockingQueue<>();

    /** Counted down when a request has come. */
    final CountDownLatch asked = new CountDownLatch(1);

    private final ServerSocket listener;
    private final Thread thread;

    StubHelper(Behaviour behaviour) throws IOException {
        this(InetAddress.getLoopbackAddress(), behaviour);
    }

    StubHelper(InetAddress address, Behaviour behaviour) throws IOException {
        listener = new ServerSocket(0, 5, address);
        thread = new Thread(() -> serve(behaviour), "stub-helper");
        thread.setDaemon(true);
        thread.start();
    }

    /** Sends that and ends the connection. */
    static StubHelper sending(String answer) throws IOException {
        return new StubHelper(out -> out.write(answer.getBytes(StandardCharsets.UTF_8)));
    }

    /** Sends a JSON document with a status. */
    static StubHelper answering(String status, String json) throws IOException {
        return sending(
                "HTTP/1.1 "
                        + status
                        + "\r\nContent-Length: "
                        + json.getBytes(StandardCharsets.UTF_8).length
                        + "\r\n\r\n"
                        + json);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    int port() {
        return listener.getLocalPort();
    }

    private void serve(Behaviour behaviour) {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                requests.add(head(socket.getInputStream()));
                asked.countDown();
                behaviour.answer(socket.getOutputStream());
            } catch (IOException e) {
                // The client has ended the connection, or the test has ended.
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return head.toString();
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        thread.interrupt();
    }
}
