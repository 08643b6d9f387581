// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.monitoring;

import org.postern.api.discovery.Announcement;
import org.postern.api.upnp.DeviceDescription;
import org.postern.igd.control.announcements.KnownRouter;
import org.postern.igd.control.assessment.Assessment;
import org.postern.igd.control.assessment.WanConnection;
import org.postern.igd.control.description.DeviceLocation;
import org.postern.igd.control.description.RefusedUrlException;
import org.postern.igd.control.search.AdvertisedDevice;

import java.net.InetAddress;
import java.net.URI;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a gateway is recognised by: where it was found, what was found there, and the addresses it is
 * heard from. Tells whether an announcement is about it, and whether what is there now is still it.
 */
public final class GatewayIdentity {
    /** Its own address, and over IPv6 those of its link. */
    private static final int MAX_SENDERS = 8;

    private final Assessment assessment;
    private final WanConnection wan;
    private final Set<InetAddress> senders = new HashSet<>();

    /** Of a device with a WAN service. */
    GatewayIdentity(AdvertisedDevice found) {
        this.assessment = found.assessment();
        this.wan = assessment.wan().orElseThrow();
        senders.add(host());
        senders.add(found.sender());
    }

    /** What was found, with a WAN service. */
    public Assessment assessment() {
        return assessment;
    }

    WanConnection wan() {
        return wan;
    }

    public URI url() {
        return assessment.location().url();
    }

    public InetAddress host() {
        return assessment.location().address();
    }

    /** What to recognise it by once it is gone. */
    public KnownRouter router() {
        return new KnownRouter(assessment.location(), assessment.udns(), senders, true);
    }

    /** It was heard from an address. Returns whether that is a further one. */
    boolean addSender(InetAddress sender) {
        return senders.size() < MAX_SENDERS && senders.add(sender);
    }

    /**
     * Whether an announcement of its own host is about it: by its place, or without one by its
     * name.
     */
    public boolean isMeantBy(Announcement announcement) {
        return senders.contains(announcement.sender())
                && announcement
                        .location()
                        .map(location -> isHere(location, announcement.sender()))
                        .orElseGet(() -> router().isNamedIn(announcement));
    }

    /** Not by the host's name: the user may have spelled it in another way than the device. */
    private boolean isHere(URI claimed, InetAddress sender) {
        try {
            DeviceLocation location = DeviceLocation.of(claimed, sender, "its announcement");
            return location.address().equals(host())
                    && location.url().getPort() == url().getPort()
                    && Objects.equals(location.url().getRawPath(), url().getRawPath())
                    && Objects.equals(location.url().getRawQuery(), url().getRawQuery());
        } catch (RefusedUrlException e) {
            return false;
        }
    }

    boolean isSameDevice(Assessment now) {
        return udn(now).equals(udn(assessment));
    }

    private static Optional<String> udn(Assessment device) {
        return device.description().map(DeviceDescription::udn);
    }

    /**
     * Whether what is at its URL now is not what it was. Routers with several lines may be down on
     * the one that was chosen (quirks D22, D23): then another that is up counts.
     *
     * @param hasAddress whether the line that was chosen is up
     */
    boolean isAnother(Assessment now, boolean hasAddress) {
        boolean localAddressChanged =
                now.wan().filter(it -> !localAddress(it).equals(localAddress(wan))).isPresent();
        boolean offered = now.services().stream().anyMatch(wan::is);
        boolean otherLine =
                !hasAddress
                        && now.isValid()
                        && !now.isLastResort()
                        && now.wan().filter(it -> !wan.is(it.service())).isPresent();
        return !isSameDevice(now) || localAddressChanged || !offered || otherLine;
    }

    private static InetAddress localAddress(WanConnection wan) {
        return wan.gateway().info().localAddress();
    }
}
