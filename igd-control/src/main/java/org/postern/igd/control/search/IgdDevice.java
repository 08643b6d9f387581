// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.UpnpResult;
import org.postern.api.upnp.DeviceDescription;
import org.postern.api.upnp.IgdStatus;
import org.postern.api.upnp.UpnpDevice;
import org.postern.api.upnp.UpnpLimits;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/**
 * A device as far as it was read.
 *
 * @param failure why its description could not be read; empty when it could, or did not come in
 *     time
 */
record IgdDevice(
        URI descriptionUrl,
        String searchTarget,
        String usn,
        Optional<DeviceDescription> description,
        Optional<InetAddress> localAddress,
        Verdict verdict,
        Optional<GatewayException> failure)
        implements UpnpDevice {

    /** Valid gateways first; those with the old services only as a last resort. */
    static final Comparator<IgdDevice> BEST_FIRST =
            Comparator.comparing(IgdDevice::validGateway)
                    .reversed()
                    .thenComparing(IgdDevice::lastResort)
                    .thenComparing(device -> device.verdict().standing());

    /** A device that told nothing. */
    static IgdDevice unread(URI location, Verdict verdict, Optional<GatewayException> failure) {
        return new IgdDevice(
                location, "", "", Optional.empty(), Optional.empty(), verdict, failure);
    }

    /** A device whose description was read. */
    static IgdDevice read(URI location, DescriptionFetcher.Fetched fetched, Verdict verdict) {
        return new IgdDevice(
                location,
                "",
                "",
                Optional.of(fetched.root()),
                Optional.of(fetched.localAddress()),
                verdict,
                Optional.empty());
    }

    /** The same device with the answer that it is listed under. */
    IgdDevice answering(String target, String name) {
        return new IgdDevice(
                descriptionUrl, target, name, description, localAddress, verdict, failure);
    }

    boolean lastResort() {
        return igdStatus() == IgdStatus.UNKNOWN_DEVICE;
    }

    /** The name to show to people. */
    String shownName() {
        return friendlyName().isEmpty() ? descriptionUrl.getHost() : friendlyName();
    }

    @Override
    public Optional<URI> controlUrl() {
        return verdict.gateway().flatMap(gateway -> gateway.info().controlUrl());
    }

    @Override
    public Optional<String> serviceType() {
        return verdict.gateway().flatMap(gateway -> gateway.info().serviceType());
    }

    @Override
    public IgdStatus igdStatus() {
        return verdict.status();
    }

    @Override
    public String statusReason() {
        return verdict.reason();
    }

    @Override
    public boolean validGateway() {
        return verdict.gateway().isPresent() && verdict.standing().valid();
    }

    /** The gateway if it is worth a try, valid or not. */
    Optional<Gateway> usable() {
        return verdict.standing().usable() ? verdict.gateway() : Optional.empty();
    }

    @Override
    public Optional<Gateway> gateway() {
        return validGateway() ? verdict.gateway() : Optional.empty();
    }

    @Override
    public PortMapping addPortMapping(
            int port, int internalPort, String text, Protocol protocol, Duration lease)
            throws GatewayException, InterruptedException {
        MappingRequest request =
                new MappingRequest(protocol, port, internalPort, text, lease, false);
        request.check();
        UpnpLimits.checkLease(lease);
        return valid().map(request).mapping();
    }

    @Override
    public void deletePortMapping(int port, Protocol protocol)
            throws GatewayException, InterruptedException {
        MappingRequest.checkExternalPort(port);
        valid().unmap(protocol, port);
    }

    @Override
    public InetAddress externalAddress() throws GatewayException, InterruptedException {
        return valid().externalAddress();
    }

    private Gateway valid() throws GatewayException {
        return gateway()
                .orElseThrow(
                        () ->
                                new GatewayException(
                                        UpnpResult.INVALID_GATEWAY,
                                        shownName() + " is no valid gateway: " + statusReason()));
    }
}
