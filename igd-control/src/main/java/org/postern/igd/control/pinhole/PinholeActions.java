// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.pinhole;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PinholeStatus;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.igd.control.internal.address.Ipv6Text;
import org.postern.igd.control.soap.Action;
import org.postern.igd.control.soap.Reply;

import java.net.Inet6Address;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The actions of WANIPv6FirewallControl:1, and what they answer. */
final class PinholeActions {
    static final Action STATUS = Action.of("GetFirewallStatus");

    private static final String DELETE = "DeletePinhole";
    private static final String ID = "UniqueID";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");
    private static final Set<String> TRUE = Set.of("1", "true", "yes");

    // Numbers of protocols, RFC 5237.
    private static final String TCP = "6";
    private static final String UDP = "17";

    private PinholeActions() {}

    /**
     * Opens a port to all remote hosts and ports. Routers compare the text of the address with that
     * of the sender's (quirk A66).
     */
    static Action add(Protocol protocol, Inet6Address client, int port, Duration lease) {
        return Action.of(
                "AddPinhole",
                "RemoteHost",
                "",
                "RemotePort",
                "0",
                "InternalClient",
                Ipv6Text.of(client),
                "InternalPort",
                String.valueOf(port),
                "Protocol",
                protocol == Protocol.TCP ? TCP : UDP,
                "LeaseTime",
                String.valueOf(lease.toSeconds()));
    }

    static Action update(String id, Duration lease) {
        return Action.of(
                "UpdatePinhole", ID, id, "NewLeaseTime", String.valueOf(lease.toSeconds()));
    }

    static Action delete(String id) {
        return Action.of(DELETE, ID, id);
    }

    static Action packets(String id) {
        return Action.of("GetPinholePackets", ID, id);
    }

    static Action checkWorking(String id) {
        return Action.of("CheckPinholeWorking", ID, id);
    }

    /** Whether an action needs a pinhole that is there. */
    static boolean isAboutHeld(Action action) {
        return action.arguments().containsKey(ID);
    }

    static boolean isDeletion(Action action) {
        return action.name().equals(DELETE);
    }

    static PinholeStatus status(Reply.Done done) {
        return new PinholeStatus(
                isTrue(done.argument("FirewallEnabled")),
                isTrue(done.argument("InboundPinholeAllowed")));
    }

    /** By which the pinhole is closed; fails where the router gave none. */
    static String id(String router, Reply.Done done) throws GatewayException {
        return done.onlyArgument(ID)
                .filter(each -> NUMBER.matcher(each).matches())
                .orElseThrow(
                        () ->
                                new GatewayException(
                                        Reason.INVALID_RESPONSE,
                                        router
                                                + " confirmed that the port is open, but gave no"
                                                + " number by which it can be closed. It is open"
                                                + " until its lease ends."));
    }

    static Optional<Long> packets(Reply.Done done) {
        return done.onlyArgument("PinholePackets")
                .filter(each -> NUMBER.matcher(each).matches())
                .map(Long::valueOf);
    }

    private static boolean isTrue(Optional<String> word) {
        return word.filter(each -> TRUE.contains(each.toLowerCase(Locale.ROOT))).isPresent();
    }
}
