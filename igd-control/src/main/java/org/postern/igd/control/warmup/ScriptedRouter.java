// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.warmup;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.igd.control.assessment.Assessment;
import org.postern.igd.control.assessment.DescriptionFetcher;
import org.postern.igd.control.assessment.DeviceAssessor;
import org.postern.igd.control.assessment.WantedGateway;
import org.postern.igd.control.description.DeviceLocation;
import org.postern.igd.control.description.Peer;
import org.postern.igd.control.http.HttpClient;
import org.postern.igd.control.http.HttpRequest;
import org.postern.igd.control.http.ScriptedHttpClient;
import org.postern.igd.control.internal.address.AddressLiteral;
import org.postern.igd.control.pinhole.FirewallAccess;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;

/**
 * A router that is made up, without a connection: it is assessed and opens a port, as a real one does.
 */
final class ScriptedRouter {
    private static final String NAME = "Warm-up";
    private static final String SERVICE = "urn:schemas-upnp-org:service:WANIPConnection:1";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int PORT = 40000;

    private static final String DESCRIPTION =
            "<?xml version=\"1.0\"?><root xmlns=\"urn:schemas-upnp-org:device-1-0\"><device>"
                    + "<deviceType>urn:schemas-upnp-org:device:InternetGatewayDevice:1</deviceType>"
                    + "<friendlyName>"
                    + NAME
                    + "</friendlyName><UDN>uuid:0</UDN><serviceList><service><serviceType>"
                    + SERVICE
                    + "</serviceType><controlURL>/control</controlURL></service></serviceList>"
                    + "</device></root>";

    private final ScheduledExecutorService loop;
    private final BooleanSupplier stopped;

    /** A router whose search lives on a thread of its own, and which answers until it is stopped. */
    ScriptedRouter(ScheduledExecutorService loop, BooleanSupplier stopped) {
        this.loop = loop;
        this.stopped = stopped;
    }

    /** To be called on the loop's thread, where it ends. */
    CompletableFuture<MappingResult> openPort() {
        InetAddress address = AddressLiteral.parse("127.0.0.1").orElseThrow();
        URI url = URI.create("http://" + address.getHostAddress() + ":40001/description");
        HttpClient http = new ScriptedHttpClient(this::answer);
        FirewallAccess firewalls = FirewallAccess.ofThisSystem(key -> null);
        DeviceAssessor assessor =
                new DeviceAssessor(
                        new DescriptionFetcher(http, loop, firewalls),
                        loop,
                        WantedGateway.ANY,
                        new DeviceLocation(url, new Peer(url.getHost(), address), NAME),
                        TIMEOUT,
                        progress -> {});
        return assessor.start().thenCompose(ScriptedRouter::openPort);
    }

    private static CompletableFuture<MappingResult> openPort(Assessment device) {
        try {
            Gateway gateway = device.gateway().orElseThrow();
            return CompletableFuture.completedFuture(
                    gateway.map(MappingRequest.tcp(PORT).description(NAME).permanent()));
        } catch (GatewayException e) {
            return CompletableFuture.failedFuture(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CompletableFuture.failedFuture(e);
        }
    }

    private String answer(HttpRequest request) {
        if (stopped.getAsBoolean()) {
            return "";
        }
        String document = request.method().equals("GET") ? DESCRIPTION : reply(request);
        return "HTTP/1.1 200 OK\r\nContent-Length: " + document.length() + "\r\n\r\n" + document;
    }

    private static String reply(HttpRequest request) {
        String action = request.headers().getOrDefault("SOAPAction", "#\"");
        String name = action.substring(action.indexOf('#') + 1, action.length() - 1);
        return "<?xml version=\"1.0\"?>"
                + "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><u:"
                + name
                + "Response xmlns:u=\""
                + SERVICE
                + "\">"
                + arguments(name)
                + "</u:"
                + name
                + "Response></s:Body></s:Envelope>";
    }

    private static String arguments(String action) {
        return switch (action) {
            case "GetStatusInfo" ->
                    "<NewConnectionStatus>Connected</NewConnectionStatus><NewUptime>1</NewUptime>";
            case "GetExternalIPAddress" -> "<NewExternalIPAddress>192.0.2.1</NewExternalIPAddress>";
            case "GetSpecificPortMappingEntry" ->
                    "<NewInternalPort>"
                            + PORT
                            + "</NewInternalPort><NewInternalClient>127.0.0.1</NewInternalClient>"
                            + "<NewEnabled>1</NewEnabled><NewPortMappingDescription>"
                            + NAME
                            + "</NewPortMappingDescription><NewLeaseDuration>0</NewLeaseDuration>";
            default -> "";
        };
    }
}
