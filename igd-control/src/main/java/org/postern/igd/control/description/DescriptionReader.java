// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.description;

import org.postern.api.upnp.DeviceDescription;
import org.postern.api.upnp.ServiceDescription;
import org.postern.igd.control.xml.XmlElement;
import org.postern.igd.control.xml.XmlFormatException;
import org.postern.igd.control.xml.XmlReader;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a root description into a device tree with resolved, checked URLs. */
public final class DescriptionReader {
    /** Of each kind, WAN services and others; the largest real description has 38 in all. */
    private static final int MAX_SERVICES = 64;

    /** What was found within an element, in document order. */
    private static final class Content {
        private final List<ServiceDescription> services = new ArrayList<>();
        private final List<DeviceDescription> devices = new ArrayList<>();
    }

    private final URI base;
    private final Peer peer;

    /** Those of WAN connections, as they are written. */
    private final List<String> controlUrls = new ArrayList<>();

    private final AtomicInteger wanServices = new AtomicInteger();
    private final AtomicInteger otherServices = new AtomicInteger();

    private DescriptionReader(URI base, Peer peer) {
        this.base = base;
        this.peer = peer;
    }

    /** The root device, read as the standard says. */
    public static DeviceDescription read(byte[] bytes, URI location, Peer peer)
            throws XmlFormatException, NoDeviceException {
        return readings(bytes, location, peer).get(0);
    }

    /**
     * Reads a description in each way that its URLs may be meant, first as the standard says;
     * further readings only where they differ in the control URL of a WAN connection. Where URLBase
     * is wrong the location is right (quirk D13), or its port on the device's own host; and what
     * begins without a slash is meant from the root by some (D19).
     */
    public static List<DeviceDescription> readings(byte[] bytes, URI location, Peer peer)
            throws XmlFormatException, NoDeviceException {
        XmlElement root = XmlReader.read(bytes);
        DescriptionReader plain = new DescriptionReader(base(root, location, peer), peer);
        DeviceDescription first = plain.root(root);
        List<DeviceDescription> all = new ArrayList<>(List.of(first));
        Stream<URI> likely = Stream.concat(Stream.of(location), movedBase(root, location, peer));
        for (URI base : BaseUrls.others(plain.base, likely.toList(), plain.controlUrls)) {
            all.add(new DescriptionReader(base, peer).root(root));
        }
        return all;
    }

    /**
     * URLBase (UDA 1.0 section 2.1) counts only where the device may speak for it: makers leave
     * loopback and foreign hosts in it (quirks D12, D13, D14), and the location is right then.
     */
    private static URI base(XmlElement root, URI location, Peer peer) {
        return UrlResolver.resolve(location, root.childText("URLBase"))
                .filter(named -> own(named, peer).filter(named::equals).isPresent())
                .orElse(location);
    }

    /** What a URLBase of another host may mean. */
    private static Stream<URI> movedBase(XmlElement root, URI location, Peer peer) {
        return UrlResolver.resolve(location, root.childText("URLBase"))
                .flatMap(named -> own(named, peer).filter(own -> !own.equals(named)))
                .stream();
    }

    private static Optional<URI> own(URI url, Peer peer) {
        try {
            return Optional.of(peer.own(url));
        } catch (RefusedUrlException e) {
            return Optional.empty();
        }
    }

    /** What stands beside the first device is taken as if it stood within it. */
    private DeviceDescription root(XmlElement root) throws NoDeviceException {
        Content content = new Content();
        gather(root, content);
        if (content.devices.isEmpty()) {
            throw new NoDeviceException(
                    "the document describes no device, its root is <"
                            + DeviceText.clean(root.name())
                            + ">");
        }
        DeviceDescription first = content.devices.remove(0);
        content.services.addAll(0, first.services());
        content.devices.addAll(0, first.devices());
        return new DeviceDescription(
                first.deviceType(),
                first.friendlyName(),
                first.manufacturer(),
                first.modelName(),
                first.udn(),
                content.services,
                content.devices);
    }

    /** Services and embedded devices, which do not always stand in their lists. */
    private void gather(XmlElement element, Content content) {
        if (element.is("device")) {
            content.devices.add(device(element));
        } else if (!element.is("service")) {
            element.children().forEach(child -> gather(child, content));
        } else if (!element.childText("serviceType").isEmpty() && withinBounds(element)) {
            content.services.add(service(element));
        }
    }

    private DeviceDescription device(XmlElement device) {
        Content content = new Content();
        device.children().forEach(child -> gather(child, content));
        return new DeviceDescription(
                text(device, "deviceType"),
                text(device, "friendlyName"),
                text(device, "manufacturer"),
                text(device, "modelName"),
                text(device, "UDN"),
                content.services,
                content.devices);
    }

    /** A flood of other services, before or after, pushes out none that a gateway needs. */
    private boolean withinBounds(XmlElement service) {
        boolean wan = WanServices.isWan(text(service, "serviceType"));
        return (wan ? wanServices : otherServices).incrementAndGet() <= MAX_SERVICES;
    }

    private ServiceDescription service(XmlElement service) {
        String control = service.childText("controlURL");
        if (WanServices.isConnection(text(service, "serviceType"))) {
            controlUrls.add(control);
        }
        String event = service.childText("eventSubURL");
        String scpd = service.childText("SCPDURL");
        String refused =
                Stream.of(
                                objection(WanServices.CONTROL_URL, control),
                                objection("The event URL", event),
                                objection("The SCPD URL", scpd))
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(" "));
        return new ServiceDescription(
                text(service, "serviceType"),
                text(service, "serviceId"),
                allowed(control),
                allowed(event),
                allowed(scpd),
                refused.isEmpty() ? Optional.empty() : Optional.of(refused));
    }

    private Optional<URI> allowed(String reference) {
        return UrlResolver.resolve(base, reference).flatMap(url -> own(url, peer));
    }

    /** What is wrong with a URL, for people; empty when it is used as it is. */
    private Optional<String> objection(String which, String reference) {
        return UrlResolver.resolve(base, reference)
                .flatMap(this::objection)
                .map(objection -> which + " " + DeviceText.clean(reference) + " " + objection);
    }

    private Optional<String> objection(URI url) {
        try {
            URI own = peer.own(url);
            return own.equals(url)
                    ? Optional.empty()
                    : Optional.of(
                            "leads to another host, "
                                    + url.getHost()
                                    + ": "
                                    + own
                                    + " is asked instead.");
        } catch (RefusedUrlException e) {
            return Optional.of("is refused: " + e.getMessage() + ".");
        }
    }

    private static String text(XmlElement parent, String name) {
        return DeviceText.clean(parent.childText(name));
    }
}
