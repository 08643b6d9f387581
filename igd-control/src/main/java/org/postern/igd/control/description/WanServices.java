// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.description;

import org.postern.api.upnp.DeviceDescription;
import org.postern.api.upnp.IgdStatus;
import org.postern.api.upnp.Inspection;
import org.postern.api.upnp.ServiceDescription;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether a device can be a gateway, by its description alone. */
public final class WanServices {
    /** Any version, none included (quirks D24, S21), and any URN authority (D25). */
    private static final Pattern CONNECTION =
            Pattern.compile("(?i)urn:[^:]*:service:WAN(?:IP|PPP)Connection(?::.*)?");

    private static final Pattern FIREWALL =
            Pattern.compile("(?i)urn:[^:]*:service:WANIPv6FirewallControl(?::.*)?");
    private static final Pattern COMMON =
            Pattern.compile("(?i)urn:[^:]*:service:WANCommonInterfaceConfig(?::.*)?");

    /** How what is wrong with a control URL begins, which comes before that of other URLs. */
    static final String CONTROL_URL = "The control URL";

    private static final String LEGACY = "urn:dslforum-org:";

    private WanServices() {}

    /** Whether a type is of use in a gateway. */
    static boolean isWan(String serviceType) {
        return Stream.of(CONNECTION, FIREWALL, COMMON)
                .anyMatch(pattern -> pattern.matcher(serviceType).matches());
    }

    /** Whether a service can map ports: WANIPConnection or WANPPPConnection. */
    public static boolean isConnection(ServiceDescription service) {
        return isConnection(service.serviceType());
    }

    static boolean isConnection(String serviceType) {
        return CONNECTION.matcher(serviceType).matches();
    }

    public static boolean isCommonInterfaceConfig(ServiceDescription service) {
        return COMMON.matcher(service.serviceType()).matches();
    }

    /** Whether a service opens ports of an IPv6 firewall: WANIPv6FirewallControl. */
    public static boolean isFirewallControl(ServiceDescription service) {
        return FIREWALL.matcher(service.serviceType()).matches();
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
        List<ServiceDescription> all =
                root.allServices()
                        .filter(WanServices::isConnection)
                        .filter(service -> service.controlUrl().isPresent())
                        .toList();
        List<ServiceDescription> standard =
                all.stream().filter(service -> !isLegacy(service)).toList();
        return standard.isEmpty() ? all : standard;
    }

    /** The verdict on a description, with its reason. */
    public static Inspection inspect(DeviceDescription root) {
        List<ServiceDescription> listed =
                root.allServices().filter(s -> isConnection(s) || isFirewallControl(s)).toList();
        List<ServiceDescription> connections =
                listed.stream().filter(WanServices::isConnection).toList();
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
