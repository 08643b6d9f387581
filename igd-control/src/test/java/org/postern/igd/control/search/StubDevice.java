// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.testkit.StubHttpDevice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/** A device on loopback whose description and answers a test writes down. */
final class StubDevice implements AutoCloseable {
    static final String TYPE = "urn:schemas-upnp-org:service:WANIPConnection:1";

    private final StubHttpDevice device;
    private volatile CountDownLatch go = new CountDownLatch(0);
    private final Map<String, String> replies = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile String description = "";

    StubDevice() {
        try {
            device = StubHttpDevice.serving(this::answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        return device.url("/desc.xml");
    }

    int port() {
        return device.port();
    }

    /** The actions that came, and "GET" for the description. */
    List<String> asked() {
        return asked;
    }

    @Override
    public void close() {
        device.close();
    }

    private void answer(Socket connection, StubHttpDevice.Request request)
            throws IOException, InterruptedException {
        boolean isCall = request.method().equals("POST");
        asked.add(isCall ? request.action() : "GET");
        String body =
                isCall
                        ? replies.getOrDefault(request.path() + "#" + request.action(), "")
                        : description;
        go.await();
        if (body.isEmpty()) {
            new CountDownLatch(1).await();
        }
        int status = body.contains("Fault") ? 500 : 200;
        StubHttpDevice.write(connection, StubHttpDevice.response(status, body));
    }
}
