// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.assessment;

import org.postern.api.control.Standing;
import org.postern.api.gateway.Attribute;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.upnp.DeviceDescription;
import org.postern.api.upnp.IgdStatus;
import org.postern.api.upnp.ServiceDescription;
import org.postern.api.upnp.UpnpAttributes;
import org.postern.igd.control.calls.RouterMemory;
import org.postern.igd.control.description.DeviceLocation;
import org.postern.igd.control.description.WanServices;
import org.postern.igd.control.gateway.RouterServices;
import org.postern.igd.control.gateway.UpnpGateway;
import org.postern.igd.control.http.HttpClient;
import org.postern.igd.control.internal.address.AddressClass;
import org.postern.igd.control.internal.address.UnreachableAddress;
import org.postern.igd.control.pinhole.FirewallAccess;
import org.postern.igd.control.pinhole.RouterFirewall;
import org.postern.igd.control.soap.SoapService;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/** Makes assessments of one reading of a description. */
record AssessmentFactory(
        HttpClient http,
        ScheduledExecutorService loop,
        FirewallAccess firewalls,
        DeviceLocation location,
        DeviceDescription root,
        InetAddress localAddress) {
    /** Only for services with a control URL. */
    SoapService soap(ServiceDescription service) {
        URI control = service.controlUrl().orElseThrow();
        return new SoapService(
                http,
                routerName(),
                service.serviceType(),
                control,
                location.peer(),
                service.scpdUrl());
    }

    /** The device with one of its services chosen; those that were not have one sentence each. */
    Assessment assessment(
            ServiceDescription chosen,
            SoapService soap,
            ServiceStanding known,
            List<ServiceDescription> services,
            List<String> otherServices) {
        ServiceStanding standing = withIpv6(known);
        boolean legacy = WanServices.isLegacy(chosen);
        Optional<String> misled =
                standing.standing() == Standing.SILENT
                        ? WanServices.refusedControl(chosen)
                        : Optional.empty();
        SoapWanConnection wan =
                new SoapWanConnection(
                        gateway(chosen, soap, memory(standing)),
                        chosen,
                        standing.externalAddress(),
                        soap,
                        loop);
        return new Assessment(
                location,
                Optional.of(root),
                Optional.of(localAddress),
                services,
                Optional.of(wan),
                standing.standing(),
                legacy && standing.standing().valid()
                        ? IgdStatus.UNKNOWN_DEVICE
                        : misled.isPresent()
                                ? IgdStatus.INVALID_CONTROL
                                : status(standing.standing()),
                (misled.isPresent() ? misled.get() + " " : "") + standing.explanation(),
                warnings(standing, legacy),
                otherServices,
                Optional.empty());
    }

    /**
     * A router whose IPv4 is not connected, as with DS-Lite, may well open ports over IPv6, for which
     * it was asked over IPv6 (quirk A65).
     */
    private ServiceStanding withIpv6(ServiceStanding known) {
        boolean mayOpen =
                known.standing() == Standing.DISCONNECTED
                        && location.address() instanceof Inet6Address
                        && beside(WanServices.Kind.FIREWALL_CONTROL).isPresent();
        return mayOpen
                ? new ServiceStanding(
                        Standing.DOUBTFUL,
                        known.externalAddress(),
                        known.explanation() + " It may open ports over IPv6.")
                : known;
    }

    private static IgdStatus status(Standing standing) {
        return switch (standing) {
            case PUBLIC, UNSURE, PRIVATE, NO_ADDRESS -> IgdStatus.OK;
            case DOUBTFUL, DISCONNECTED -> IgdStatus.DISCONNECTED;
            case SILENT -> IgdStatus.UNKNOWN_ERROR;
        };
    }

    /** What the search has found out need not be asked again. */
    private static RouterMemory memory(ServiceStanding standing) {
        RouterMemory memory = RouterMemory.empty();
        if (standing.standing() == Standing.NO_ADDRESS) {
            memory.missingAddress().told(standing.explanation());
        }
        return memory;
    }

    private UpnpGateway gateway(ServiceDescription chosen, SoapService soap, RouterMemory memory) {
        GatewayInfo info =
                new GatewayInfo(
                        location.url().toString(),
                        List.of(UpnpAttributes.CONTROL_PROTOCOL),
                        root.friendlyName(),
                        root.manufacturer(),
                        root.modelName(),
                        location.address(),
                        localAddress,
                        attributes(chosen));
        Optional<SoapService> firewall = beside(WanServices.Kind.FIREWALL_CONTROL);
        return new UpnpGateway(
                info,
                new RouterServices(
                        soap,
                        beside(WanServices.Kind.COMMON_INTERFACE_CONFIG),
                        firewall.isEmpty()
                                ? Optional.empty()
                                : Optional.of(new RouterFirewall(firewall.get(), info, firewalls)),
                        chosen.eventSubUrl()),
                memory);
    }

    private Optional<SoapService> beside(WanServices.Kind kind) {
        for (ServiceDescription each : WanServices.all(root)) {
            if (kind.isOf(each.serviceType()) && each.controlUrl().isPresent()) {
                return Optional.of(soap(each));
            }
        }
        return Optional.empty();
    }

    private Map<Attribute<?>, Object> attributes(ServiceDescription chosen) {
        Map<Attribute<?>, Object> attributes = new HashMap<>();
        if (!root.udn().isEmpty()) {
            attributes.put(UpnpAttributes.UDN, root.udn());
        }
        attributes.put(UpnpAttributes.DESCRIPTION_URL, location.url());
        if (chosen.controlUrl().isPresent()) {
            attributes.put(UpnpAttributes.CONTROL_URL, chosen.controlUrl().get());
        }
        attributes.put(UpnpAttributes.SERVICE_TYPE, chosen.serviceType());
        return attributes;
    }

    private String routerName() {
        String name = root.friendlyName();
        String host = location.peer().host();
        return name.isEmpty() ? "The router at " + host : name + " at " + host;
    }

    private List<String> warnings(ServiceStanding chosen, boolean legacy) {
        List<String> warnings = new ArrayList<>();
        Optional<InetAddress> address = chosen.externalAddress();
        switch (chosen.standing()) {
            case PRIVATE -> {
                if (address.isPresent()) {
                    UnreachableAddress.warning(address.get()).ifPresent(warnings::add);
                }
            }
            case UNSURE, DOUBTFUL -> warnings.add(routerName() + ": " + chosen.explanation());
            case NO_ADDRESS ->
                    warnings.add(
                            routerName() + " has no external address now. " + chosen.explanation());
            case PUBLIC -> {
                if (address.isPresent()
                        && AddressClass.privateInReverse(address.get()).isPresent()) {
                    warnings.add(routerName() + ": " + chosen.explanation());
                }
            }
            default -> {}
        }
        if (legacy) {
            warnings.add(
                    routerName()
                            + " offers only the old dslforum services, which may need a login.");
        }
        return warnings;
    }
}
