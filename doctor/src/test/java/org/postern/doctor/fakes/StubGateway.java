// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.fakes;

import org.postern.testkit.StubHttpDevice;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.Map;

/** A gateway on an address of loopback of its own, which tells its status and its address. */
public final class StubGateway implements AutoCloseable {
    /** What it describes. */
    public static final String DESCRIPTION =
            StubHttpDevice.response(
                    200,
                    "<root xmlns='urn:schemas-upnp-org:device-1-0'><device>"
                            + "<deviceType>urn:schemas-upnp-org:device:InternetGatewayDevice:1"
                            + "</deviceType><friendlyName>Stub</friendlyName><serviceList>"
                            + "<service><serviceType>urn:schemas-upnp-org:service:WANIPConnection:1"
                            + "</serviceType><serviceId>x</serviceId><controlURL>/c</controlURL>"
                            + "</service></serviceList></device></root>");

    private static final Map<String, String> ANSWERS =
            Map.of(
                    "GetStatusInfo",
                    "<NewConnectionStatus>Connected</NewConnectionStatus>",
                    "GetExternalIPAddress",
                    "<NewExternalIPAddress>203.0.113.8</NewExternalIPAddress>");

    private final StubHttpDevice device;

    private StubGateway(StubHttpDevice device) {
        this.device = device;
    }

    public static StubGateway start(String address) throws IOException {
        return new StubGateway(StubHttpDevice.serving(address, 0, StubGateway::serve));
    }

    private static void serve(Socket connection, StubHttpDevice.Request request)
            throws IOException {
        StubHttpDevice.write(
                connection,
                request.method().equals("GET") ? DESCRIPTION : answer(request.action()));
    }

    private static String answer(String action) {
        return StubHttpDevice.response(
                200,
                "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><u:"
                        + action
                        + "Response xmlns:u='urn:schemas-upnp-org:service:WANIPConnection:1'>"
                        + ANSWERS.getOrDefault(action, "")
                        + "</u:"
                        + action
                        + "Response></s:Body></s:Envelope>");
    }

    public URI descriptionUrl() {
        return device.url("/desc.xml");
    }

    @Override
    public void close() {
        device.close();
    }
}
