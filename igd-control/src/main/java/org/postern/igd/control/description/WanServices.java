// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.description;

import org.postern.api.upnp.DeviceDescription;
import org.postern.api.upnp.IgdStatus;
import org.postern.api.upnp.Inspection;
import org.postern.api.upnp.ServiceDescription;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether a device can be a gateway, by its description alone. */
public final class WanServices {
    /** What services are of use in a gateway. */
    public enum Kind {
        IP_CONNECTION("WANIPConnection"),
        PPP_CONNECTION("WANPPPConnection"),
        /** Opens ports of an IPv6 firewall. */
        FIREWALL_CONTROL("WANIPv6FirewallControl"),
        COMMON_INTERFACE_CONFIG("WANCommonInterfaceConfig");

        private final String service;

        Kind(String name) {
            this.service = ":service:" + name;
        }

        /** Any version, none included (quirks D24, S21), and any URN authority (D25). */
        public boolean isOf(String serviceType) {
            int authority = serviceType.indexOf(':', URN.length());
            int end = authority + service.length();
            return serviceType.regionMatches(true, 0, URN, 0, URN.length())
                    && authority >= 0
                    && serviceType.regionMatches(true, authority, service, 0, service.length())
                    && (serviceType.length() == end || serviceType.charAt(end) == ':');
        }
    }

    private static final String URN = "urn:";

    /** How what is wrong with a control URL begins, which comes before that of other URLs. */
    static final String CONTROL_URL = "The control URL";

    private static final String LEGACY = "urn:dslforum-org:";

    private WanServices() {}

    /** Whether a type is of use in a gateway. */
    static boolean isWan(String serviceType) {
        for (Kind each : Kind.values()) {
            if (each.isOf(serviceType)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a service can map ports: WANIPConnection or WANPPPConnection. */
    public static boolean isConnection(ServiceDescription service) {
        return isConnection(service.serviceType());
    }

    static boolean isConnection(String serviceType) {
        return Kind.IP_CONNECTION.isOf(serviceType) || Kind.PPP_CONNECTION.isOf(serviceType);
    }

    /** Whether a service opens ports of an IPv6 firewall: WANIPv6FirewallControl. */
    public static boolean isFirewallControl(ServiceDescription service) {
        return Kind.FIREWALL_CONTROL.isOf(service.serviceType());
    }

    /** Whether a service is of the old dslforum kind, which is a last resort. */
    public static boolean isLegacy(ServiceDescription service) {
        return service.serviceType().toLowerCase(Locale.ROOT).startsWith(LEGACY);
    }

    /**
     * The WAN connection services that can be talked to, in document order; the old ones only where
     * there is no other.
     */
    public static List<ServiceDescription> usable(DeviceDescription root) {
        List<ServiceDescription> usable = new ArrayList<>();
        List<ServiceDescription> standard = new ArrayList<>();
        for (ServiceDescription each : all(root)) {
            if (isConnection(each) && each.controlUrl().isPresent()) {
                usable.add(each);
                if (!isLegacy(each)) {
                    standard.add(each);
                }
            }
        }
        return standard.isEmpty() ? usable : standard;
    }

    /** Those of a device and of all that are embedded in it, in document order. */
    public static List<ServiceDescription> all(DeviceDescription root) {
        List<ServiceDescription> all = new ArrayList<>();
        add(root, all);
        return all;
    }

    private static void add(DeviceDescription device, List<ServiceDescription> all) {
        all.addAll(device.services());
        for (DeviceDescription each : device.devices()) {
            add(each, all);
        }
    }

    /** The verdict on a description, with its reason. */
    public static Inspection inspect(DeviceDescription root) {
        List<ServiceDescription> listed = new ArrayList<>();
        List<ServiceDescription> connections = new ArrayList<>();
        for (ServiceDescription each : all(root)) {
            if (isConnection(each)) {
                connections.add(each);
            }
            if (isConnection(each) || isFirewallControl(each)) {
                listed.add(each);
            }
        }
        List<ServiceDescription> usable = usable(root);
        if (!usable.isEmpty()) {
            ServiceDescription first = usable.get(0);
            boolean legacy = isLegacy(first);
            return new Inspection(
                    root,
                    true,
                    legacy ? IgdStatus.UNKNOWN_DEVICE : IgdStatus.OK,
                    legacy
                            ? "It offers only the old dslforum services, which are a last resort."
                            : "It offers " + first.serviceType() + ".",
                    listed);
        }
        return new Inspection(root, false, statusWithout(connections), reason(connections), listed);
    }

    private static IgdStatus statusWithout(List<ServiceDescription> connections) {
        if (connections.isEmpty()) {
            return IgdStatus.NO_IGD;
        }
        boolean refused = connections.stream().anyMatch(s -> refusedControl(s).isPresent());
        return refused ? IgdStatus.INVALID_CONTROL : IgdStatus.NO_URLS;
    }

    /**
     * What is wrong with the control URL that was named, whether it was refused or is used at the
     * device's own host; URLs of other kinds do not count.
     */
    public static Optional<String> refusedControl(ServiceDescription service) {
        return service.refused().filter(reason -> reason.startsWith(CONTROL_URL));
    }

    private static String reason(List<ServiceDescription> connections) {
        if (connections.isEmpty()) {
            return "It offers neither WANIPConnection nor WANPPPConnection.";
        }
        return connections.stream()
                .flatMap(service -> refusedControl(service).stream())
                .findFirst()
                .orElse("Its " + connections.get(0).serviceType() + " has no control URL.");
    }
}
