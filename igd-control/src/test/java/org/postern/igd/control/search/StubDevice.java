// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** A device on loopback whose description and answers a test writes down. */
final class StubDevice implements AutoCloseable {
    private static final String TYPE = "urn:schemas-upnp-org:service:WANIPConnection:1";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile CountDownLatch go = new CountDownLatch(0);
    private final Map<String, String> replies = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile String description = "";

    StubDevice() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** A gateway with a WAN service for each control URL. */
    StubDevice withServices(String... controlUrls) {
        return withServicesOfType(TYPE, controlUrls);
    }

    StubDevice withServicesOfType(String type, String... controlUrls) {
        description = root("Stub", services(type, controlUrls));
        return this;
    }

    /** A gateway of that name with an embedded device for each line, each with its service. */
    StubDevice withLines(String name, String... lines) {
        StringBuilder devices = new StringBuilder();
        for (String line : lines) {
            devices.append("<device><deviceType>urn:schemas-upnp-org:device:WANDevice:1")
                    .append("</deviceType><friendlyName>" + line + "</friendlyName>")
                    .append("<UDN>uuid:" + line + "-" + port() + "</UDN>")
                    .append(services(TYPE, "/" + line) + "</device>");
        }
        description = root(name, "<deviceList>" + devices + "</deviceList>");
        return this;
    }

    /** What was described so far, written otherwise. */
    StubDevice writing(UnaryOperator<String> edit) {
        description = edit.apply(description);
        return this;
    }

    private String root(String name, String content) {
        return "<root xmlns='urn:schemas-upnp-org:device-1-0'><device><deviceType>"
                + "urn:schemas-upnp-org:device:InternetGatewayDevice:1</deviceType>"
                + "<friendlyName>"
                + name
                + "</friendlyName><UDN>uuid:stub-"
                + port()
                + "</UDN>"
                + content
                + "</device></root>";
    }

    private static String services(String type, String... controlUrls) {
        StringBuilder services = new StringBuilder("<serviceList>");
        for (String url : controlUrls) {
            services.append("<service><serviceType>" + type + "</serviceType>")
                    .append("<serviceId>x</serviceId>")
                    .append("<controlURL>" + url + "</controlURL></service>");
        }
        return services.append("</serviceList>").toString();
    }

    /** What a control URL says to GetStatusInfo and GetExternalIPAddress. */
    StubDevice answering(String controlUrl, String status, String address) {
        return replying(
                        controlUrl,
                        "GetStatusInfo",
                        "<NewConnectionStatus>" + status + "</NewConnectionStatus>")
                .replying(
                        controlUrl,
                        "GetExternalIPAddress",
                        "<NewExternalIPAddress>" + address + "</NewExternalIPAddress>");
    }

    /** What a control URL says to an action; without a reply it never answers. */
    StubDevice replying(String controlUrl, String action, String outArguments) {
        replies.put(
                controlUrl + "#" + action,
                "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><u:"
                        + action
                        + "Response xmlns:u='"
                        + TYPE
                        + "'>"
                        + outArguments
                        + "</u:"
                        + action
                        + "Response></s:Body></s:Envelope>");
        return this;
    }

    StubDevice refusing(String controlUrl, String action, int code) {
        replies.put(
                controlUrl + "#" + action,
                "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><s:Fault>"
                        + "<detail><UPnPError><errorCode>"
                        + code
                        + "</errorCode></UPnPError></detail></s:Fault></s:Body></s:Envelope>");
        return this;
    }

    /** Answers nothing until it is told to {@link #go}. */
    StubDevice heldBack() {
        go = new CountDownLatch(1);
        return this;
    }

    void go() {
        go.countDown();
    }

    URI location() {
        return URI.create("http://127.0.0.1:" + port() + "/desc.xml");
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** The actions that came, and "GET" for the description. */
    List<String> asked() {
        return asked;
    }

    @Override
    public void close() {
        closed.countDown();
        go.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String action = "GET";
            exchange.getRequestBody().readAllBytes();
            String body = description;
            if (exchange.getRequestMethod().equals("POST")) {
                String header = exchange.getRequestHeaders().getFirst("SOAPAction");
                action = header.substring(header.indexOf('#') + 1, header.length() - 1);
                body = replies.getOrDefault(exchange.getRequestURI() + "#" + action, "");
            }
            asked.add(action);
            go.await();
            if (body.isEmpty()) {
                closed.await();
                return;
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(body.contains("Fault") ? 500 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
