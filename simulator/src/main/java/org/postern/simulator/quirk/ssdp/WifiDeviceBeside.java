// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk.ssdp;

import org.postern.simulator.description.DescriptionWriter;
import org.postern.simulator.description.DeviceModel;
import org.postern.simulator.http.HttpRequest;
import org.postern.simulator.http.HttpResponse;
import org.postern.simulator.quirk.RouterHook;
import org.postern.simulator.ssdp.Datagram;
import org.postern.simulator.ssdp.Target;

import java.util.List;
import java.util.stream.Stream;

/** A second root device with a description of its own, which comes first. */
public final class WifiDeviceBeside implements RouterHook {
    private static final String PATH = "/wfa.xml";

    private static final DeviceModel WIFI =
            new DeviceModel(
                    "urn:schemas-wifialliance-org:device:WFADevice:1",
                    "uuid:00000000-0000-4000-8000-0000000000fa",
                    "Wireless",
                    List.of(),
                    List.of());

    @Override
    public List<Target> targets(List<Target> targets) {
        Stream<Target> own =
                Stream.of(
                        new Target("upnp:rootdevice", WIFI.udn()),
                        new Target(WIFI.udn(), WIFI.udn()),
                        new Target(WIFI.type(), WIFI.udn()));
        return Stream.concat(own, targets.stream()).toList();
    }

    @Override
    public Stream<Datagram> sent(Datagram message) {
        return Stream.of(
                message.header("USN").startsWith(WIFI.udn())
                        ? Statements.under(PATH, message)
                        : message);
    }

    @Override
    public HttpResponse response(HttpRequest request, HttpResponse response) {
        return request.path().equals(PATH)
                ? HttpResponse.xml(200, DescriptionWriter.write(WIFI, 1))
                : response;
    }
}
