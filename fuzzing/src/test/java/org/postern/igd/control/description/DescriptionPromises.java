// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.description;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.postern.api.upnp.DeviceDescription;
import org.postern.api.upnp.ServiceDescription;
import org.postern.fuzzing.Printable;
import org.postern.igd.control.internal.address.AddressLiteral;
import org.postern.igd.control.xml.XmlFormatException;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A description becomes a bounded tree of texts fit to be shown, whose URLs all lead to the device
 * itself, or is refused.
 */
public final class DescriptionPromises {
    private static final URI LOCATION = URI.create("http://192.168.1.1:5000/desc/root.xml");
    private static final InetAddress ROUTER = AddressLiteral.parse("192.168.1.1").orElseThrow();
    private static final int MOST_SERVICES = 128;
    private static final int LONGEST_TEXT = 256;
    private static final int LONGEST_URL = 2048;

    private DescriptionPromises() {}

    /** Reads a description and checks what came out. */
    public static void check(byte[] document) {
        try {
            Peer peer = Peer.of(LOCATION, ROUTER);
            checkDevice(DescriptionReader.read(document, LOCATION, peer));
        } catch (XmlFormatException | NoDeviceException e) {
            Printable.check(String.valueOf(e.getMessage()));
        } catch (RefusedUrlException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void checkDevice(DeviceDescription root) {
        assertTrue(root.allServices().count() <= MOST_SERVICES);
        root.tree()
                .flatMap(
                        device ->
                                Stream.of(
                                        device.deviceType(),
                                        device.friendlyName(),
                                        device.manufacturer(),
                                        device.modelName(),
                                        device.udn()))
                .forEach(DescriptionPromises::checkText);
        root.allServices().forEach(DescriptionPromises::checkService);
        assertFalse(WanServices.inspect(root).reason().isBlank());
        List<ServiceDescription> usable = WanServices.usable(root);
        assertEquals(!usable.isEmpty(), WanServices.inspect(root).isGateway());
        assertTrue(
                usable.stream()
                        .allMatch(s -> WanServices.isConnection(s) && s.controlUrl().isPresent()));
    }

    private static void checkService(ServiceDescription service) {
        checkText(service.serviceType());
        checkText(service.serviceId());
        service.refused().ifPresent(Printable::check);
        Stream.of(service.controlUrl(), service.eventSubUrl(), service.scpdUrl())
                .flatMap(Optional::stream)
                .forEach(DescriptionPromises::checkUrl);
    }

    private static void checkText(String text) {
        Printable.check(text);
        assertTrue(text.codePointCount(0, text.length()) <= LONGEST_TEXT);
    }

    private static void checkUrl(URI url) {
        assertTrue("http".equalsIgnoreCase(url.getScheme()), url::toString);
        assertNull(url.getUserInfo());
        assertTrue(url.getPort() != 0 && url.getPort() <= 65535, url::toString);
        assertEquals(Optional.of(ROUTER), AddressLiteral.parse(url.getHost()));
        assertTrue(url.toString().length() <= LONGEST_URL);
        assertEquals(url, URI.create(url.toASCIIString()));
    }
}
