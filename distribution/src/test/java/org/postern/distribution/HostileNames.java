// SPDX-License-Identifier: Apache-2.0
package org.postern.distribution;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A router on a loopback address of its own that works, and puts what could harm a terminal, a log
 * or a JSON reader into every word it says. Answers searches from one source port alone, so that
 * nobody else's on this machine is disturbed.
 */
final class HostileNames implements AutoCloseable {
    /** How an own line begins that it would like to see printed. */
    static final String FORGED = "FORGED";

    /**
     * Clears the screen, sets the title, turns the direction of writing, and starts new lines, in
     * the one-byte form of controls too.
     */
    private static final String NASTY =
            "\u001b[2J\u001b]0;owned\u0007\u009b31m\u009d0;owned\u009c"
                    + "\u202ereverse\u2066\u200f\u061c\u2028LINE\u2029\u0085\ufeff\u200b"
                    + "\r\n"
                    + FORGED
                    + "\n"
                    + FORGED
                    + "\u0008\u007f\u0000 \"}],{\\";

    /** The same by references, which no cleaning of bytes sees. */
    private static final String REFERENCES =
            "&#27;[2J&#x9b;31m&#x202e;&#10;FORGED&#13;FORGED&#x2028;FORGED&#xd83d;&#0;&#x7f;";

    private static final String BAD =
            NASTY.replace("\"", "&quot;") + REFERENCES + "<![CDATA[" + NASTY + "]]>";

    private static final String WAN = "urn:schemas-upnp-org:service:WANIPConnection:1";

    private final HttpServer server;
    private final MulticastSocket ears;
    private final int searchersPort;

    HostileNames() throws IOException {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String address = "127." + random.nextInt(1, 255) + "." + random.nextInt(256) + ".1";
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(address), 0), 0);
        server.createContext("/", this::serve);
        server.start();
        try (DatagramSocket probe = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            searchersPort = probe.getLocalPort();
        }
        ears = new MulticastSocket(null);
        ears.setReuseAddress(true);
        ears.bind(new InetSocketAddress(1900));
        ears.joinGroup(
                new InetSocketAddress(InetAddress.getByName("239.255.255.250"), 0),
                NetworkInterface.getByInetAddress(InetAddress.getByName("127.0.0.1")));
        Thread thread = new Thread(this::listen, "hostile-names");
        thread.setDaemon(true);
        thread.start();
    }

    String url() {
        return "http://"
                + server.getAddress().getHostString()
                + ":"
                + server.getAddress().getPort()
                + "/d.xml";
    }

    /** From where a search must come to be answered. */
    String searchersPort() {
        return Integer.toString(searchersPort);
    }

    private void listen() {
        DatagramPacket heard = new DatagramPacket(new byte[2048], 2048);
        try (DatagramSocket mouth = new DatagramSocket(0, server.getAddress().getAddress())) {
            while (true) {
                heard.setLength(2048);
                ears.receive(heard);
                if (heard.getPort() == searchersPort) {
                    for (String location : new String[] {url(), url() + "\u202e" + NASTY}) {
                        byte[] answer = answer(location).getBytes(StandardCharsets.UTF_8);
                        mouth.send(
                                new DatagramPacket(
                                        answer, answer.length, heard.getSocketAddress()));
                    }
                }
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private static String answer(String location) {
        String word = NASTY.replace("\r\n", "\u000b").replace("\n", "\u000c");
        return "HTTP/1.1 200 OK\r\nLOCATION: "
                + location
                + "\r\nST: urn:x:device:InternetGatewayDevice:1"
                + word
                + "\r\nUSN: uuid:x"
                + word
                + "\r\nSERVER: x"
                + word
                + "\r\n\r\n";
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String request =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String action = exchange.getRequestMethod().equals("GET") ? "" : action(request);
            boolean refused = action.equals("AddPortMapping");
            byte[] body = reply(action).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(refused ? 500 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String action(String request) {
        int start = request.indexOf("<u:") + 3;
        return request.substring(start, request.indexOf(' ', start));
    }

    private static String reply(String action) {
        return switch (action) {
            case "" -> description();
            case "AddPortMapping" ->
                    soap(
                            "<s:Fault><detail><UPnPError><errorCode>501</errorCode>"
                                    + "<errorDescription>"
                                    + BAD
                                    + "</errorDescription></UPnPError></detail>"
                                    + "</s:Fault>");
            case "GetGenericPortMappingEntry", "GetSpecificPortMappingEntry" ->
                    soap(
                            "<u:R>"
                                    + "<NewRemoteHost>"
                                    + BAD
                                    + "</NewRemoteHost>"
                                    + "<NewExternalPort>50000</NewExternalPort><NewProtocol>TCP</NewProtocol>"
                                    + "<NewInternalPort>50000</NewInternalPort>"
                                    + "<NewInternalClient>192.0.2.1</NewInternalClient><NewEnabled>1</NewEnabled>"
                                    + "<NewPortMappingDescription>"
                                    + BAD
                                    + "</NewPortMappingDescription>"
                                    + "<NewLeaseDuration>0</NewLeaseDuration></u:R>");
            default ->
                    soap(
                            "<u:R><NewConnectionStatus>Connected</NewConnectionStatus>"
                                    + "<NewLastConnectionError>"
                                    + BAD
                                    + "</NewLastConnectionError>"
                                    + "<NewConnectionType>"
                                    + BAD
                                    + "</NewConnectionType>"
                                    + "<NewUptime>"
                                    + BAD
                                    + "</NewUptime>"
                                    + "<NewExternalIPAddress>203.0.113.9</NewExternalIPAddress>"
                                    + "<NewWANAccessType>"
                                    + BAD
                                    + "</NewWANAccessType>"
                                    + "<NewPhysicalLinkStatus>"
                                    + BAD
                                    + "</NewPhysicalLinkStatus>"
                                    + "<"
                                    + "x".repeat(99)
                                    + ">"
                                    + BAD
                                    + "</"
                                    + "x".repeat(99)
                                    + "></u:R>");
        };
    }

    private static String description() {
        return "<root><device><deviceType>urn:x:device:InternetGatewayDevice:1"
                + BAD
                + "</deviceType><friendlyName>Router"
                + BAD
                + "</friendlyName><manufacturer>"
                + BAD
                + "</manufacturer><modelName>"
                + BAD
                + "</modelName><UDN>uuid:x"
                + BAD
                + "</UDN><serviceList><service><serviceType>"
                + WAN
                + BAD
                + "</serviceType><serviceId>"
                + BAD
                + "</serviceId><controlURL>/ctl</controlURL><eventSubURL>http://192.0.2.1/"
                + BAD
                + "</eventSubURL></service></serviceList></device></root>";
    }

    private static String soap(String content) {
        return "<s:Envelope xmlns:s='x'><s:Body>" + content + "</s:Body></s:Envelope>";
    }

    @Override
    public void close() {
        ears.close();
        server.stop(0);
    }
}
