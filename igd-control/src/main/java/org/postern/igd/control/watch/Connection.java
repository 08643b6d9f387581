// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import org.jspecify.annotations.Nullable;
import org.postern.api.gateway.GatewayState;
import org.postern.igd.control.gateway.WanActions;
import org.postern.igd.control.internal.address.AddressClass;
import org.postern.igd.control.internal.address.AddressLiteral;
import org.postern.igd.control.search.WanFacts;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The connection of one gateway by all that was told of it: its address, and how often it has lost
 * what it held. What is said of the connection's status does not count for the address: some say
 * Disconnected while it works (quirk A31), and one that is down has no address.
 */
final class Connection {
    /** Routers count from the moment they are up, and are asked a moment later. */
    private static final Duration SLACK = Duration.ofSeconds(10);

    /** Events and answers, each by itself: a router may lie in one of them only. */
    private final UpAndDown evented = new UpAndDown();

    private final UpAndDown answered = new UpAndDown();

    private Optional<InetAddress> address;

    /** By the last event about it. */
    private Optional<InetAddress> eventedAddress = Optional.empty();

    private boolean hadAddress;
    private OptionalLong entries = OptionalLong.empty();
    private Optional<Duration> uptime = Optional.empty();
    private long revision;

    Connection(Optional<InetAddress> address) {
        this.address = address;
        this.hadAddress = address.isPresent();
    }

    GatewayState state() {
        return new GatewayState(address, revision);
    }

    /**
     * Whether another address may be told soon: there is none, or an event said another than a
     * later answer, so that one of the two is out of date.
     */
    boolean isDoubtful() {
        return address.isEmpty() || eventedAddress.isPresent() && !eventedAddress.equals(address);
    }

    /**
     * Takes an event.
     *
     * @param values by variable, without regard to case
     */
    void event(Map<String, String> values) {
        boolean lost = fewer(values.get("PortMappingNumberOfEntries"));
        String status = values.get("ConnectionStatus");
        lost |= status != null && evented.cameBack(WanActions.connected(status));
        String told = values.get("ExternalIPAddress");
        if (told != null) {
            lost |= take(address(told));
            eventedAddress = address;
        }
        raiseIf(lost);
    }

    /**
     * Takes an answer.
     *
     * @param facts of the gateway
     * @param elapsed since the last one
     * @return whether it has restarted in between
     */
    boolean answer(WanFacts facts, Duration elapsed) {
        boolean restarted = facts.uptime().filter(now -> restarted(now, elapsed)).isPresent();
        uptime = facts.uptime().or(() -> uptime);
        boolean lost = restarted;
        lost |= facts.connected().filter(answered::cameBack).isPresent();
        lost |= facts.addressTold() && take(facts.externalAddress());
        raiseIf(lost);
        return restarted;
    }

    /** Takes an address that a reading found. */
    void found(InetAddress found) {
        raiseIf(take(Optional.of(found)));
    }

    /** It has likely restarted. */
    void restarted() {
        entries = OptionalLong.empty();
        uptime = Optional.empty();
        revision++;
    }

    private void raiseIf(boolean lost) {
        if (lost) {
            revision++;
        }
    }

    /** Whether the line was dialled again: another address, or one again after none. */
    private boolean take(Optional<InetAddress> now) {
        boolean dialled = hadAddress && now.isPresent() && !now.equals(address);
        address = now;
        hadAddress |= now.isPresent();
        return dialled;
    }

    private boolean fewer(@Nullable String text) {
        if (text == null || !text.matches("[0-9]{1,9}")) {
            return false;
        }
        long now = Long.parseLong(text);
        boolean fell = entries.isPresent() && now < entries.getAsLong();
        entries = OptionalLong.of(now);
        return fell;
    }

    /**
     * Uptimes jump about (quirk A32 is but one way): only one that fell, and is no longer than the
     * time since it was asked last, tells of a restart in between.
     */
    private boolean restarted(Duration now, Duration elapsed) {
        return uptime.filter(before -> now.compareTo(before) < 0).isPresent()
                && now.compareTo(elapsed.plus(SLACK)) <= 0;
    }

    private static Optional<InetAddress> address(String text) {
        return AddressLiteral.parse(text).filter(each -> AddressClass.of(each).isAssignable());
    }

    /** Of one that says that it is up, goes down, and comes back. */
    private static final class UpAndDown {
        private boolean wasUp;
        private boolean down;

        boolean cameBack(boolean up) {
            boolean back = up && down;
            down = !up && wasUp;
            wasUp |= up;
            return back;
        }
    }
}
