// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.description;

import org.postern.api.upnp.DeviceDescription;
import org.postern.igd.control.internal.address.AddressLiteral;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Descriptions made for a test, of a device at 192.168.1.1. */
final class Descriptions {
    private static final URI LOCATION = URI.create("http://192.168.1.1:5000/desc/root.xml");

    private Descriptions() {}

    static DeviceDescription read(String withinRoot) throws IOException {
        return DescriptionReader.read(document(withinRoot), LOCATION, peer());
    }

    static List<DeviceDescription> readings(String withinRoot) throws IOException {
        return DescriptionReader.readings(document(withinRoot), LOCATION, peer());
    }

    private static byte[] document(String withinRoot) {
        String document = "<?xml version=\"1.0\"?><root>" + withinRoot + "</root>";
        return document.getBytes(StandardCharsets.UTF_8);
    }

    private static Peer peer() throws IOException {
        return Peer.of(LOCATION, AddressLiteral.parse("192.168.1.1").orElseThrow());
    }

    static String device(String services, String devices) {
        return "<device><serviceList>"
                + services
                + "</serviceList><deviceList>"
                + devices
                + "</deviceList></device>";
    }

    static String service(String type, String controlUrl) {
        return "<service><serviceType>"
                + type
                + "</serviceType><controlURL>"
                + controlUrl
                + "</controlURL></service>";
    }
}
