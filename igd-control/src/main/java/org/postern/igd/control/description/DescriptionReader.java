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
        for (URI base :
                BaseUrls.others(plain.base, likely(root, location, peer), plain.controlUrls)) {
            all.add(new DescriptionReader(base, peer).root(root));
        }
        return all;
    }

    /**
     * URLBase (UDA 1.0 section 2.1) counts only where the device may speak for it: makers leave
     * loopback and foreign hosts in it (quirks D12, D13, D14), and the location is right then.
     */
    private static URI base(XmlElement root, URI location, Peer peer) {
        Optional<URI> named = UrlResolver.resolve(location, root.childText("URLBase"));
        return named.isPresent() && own(named.get(), peer).equals(named) ? named.get() : location;
    }

    /** The location, and what a URLBase of another host may mean. */
    private static List<URI> likely(XmlElement root, URI location, Peer peer) {
        List<URI> likely = new ArrayList<>(List.of(location));
        Optional<URI> named = UrlResolver.resolve(location, root.childText("URLBase"));
        if (named.isPresent()) {
            Optional<URI> own = own(named.get(), peer);
            if (own.isPresent() && !own.equals(named)) {
                likely.add(own.get());
            }
        }
        return likely;
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
            gatherWithin(element, content);
        } else if (!element.childText("serviceType").isEmpty() && withinBounds(element)) {
            content.services.add(service(element));
        }
    }

    private void gatherWithin(XmlElement element, Content content) {
        for (XmlElement child : element.children()) {
            gather(child, content);
        }
    }

    private DeviceDescription device(XmlElement device) {
        Content content = new Content();
        gatherWithin(device, content);
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
        String type = text(service, "serviceType");
        String control = service.childText("controlURL");
        if (WanServices.isConnection(type)) {
            controlUrls.add(control);
        }
        List<String> refused = new ArrayList<>();
        return new ServiceDescription(
                type,
                text(service, "serviceId"),
                allowed(WanServices.CONTROL_URL, control, refused),
                allowed("The event URL", service.childText("eventSubURL"), refused),
                allowed("The SCPD URL", service.childText("SCPDURL"), refused),
                refused.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", refused)));
    }

    /** The URL that may be used, if any. Says what is wrong with one that is not used as it is. */
    private Optional<URI> allowed(String which, String reference, List<String> objections) {
        Optional<URI> url = UrlResolver.resolve(base, reference);
        if (url.isEmpty()) {
            return url;
        }
        try {
            URI own = peer.own(url.get());
            if (!own.equals(url.get())) {
                objections.add(
                        begin(which, reference)
                                + "leads to another host, "
                                + url.get().getHost()
                                + ": "
                                + own
                                + " is asked instead.");
            }
            return Optional.of(own);
        } catch (RefusedUrlException e) {
            objections.add(begin(which, reference) + "is refused: " + e.getMessage() + ".");
            return Optional.empty();
        }
    }

    private static String begin(String which, String reference) {
        return which + " " + DeviceText.clean(reference) + " ";
    }

    private static String text(XmlElement parent, String name) {
        return DeviceText.clean(parent.childText(name));
    }
}
