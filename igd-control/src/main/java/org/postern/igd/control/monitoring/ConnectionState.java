// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.monitoring;

import org.jspecify.annotations.Nullable;
import org.postern.api.finder.GatewayState;
import org.postern.igd.control.assessment.WanAnswers;
import org.postern.igd.control.calls.ConnectionStatus;
import org.postern.igd.control.gateway.NoIpv4Address;
import org.postern.igd.control.internal.address.AddressClass;
import org.postern.igd.control.internal.address.AddressLiteral;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The connection of one gateway by its events and answers: its address, and how often it has likely
 * lost its mappings. The connection status does not count for the address: some routers say
 * Disconnected while it works (quirk A31), and one that is down has no address.
 */
final class ConnectionState {
    /** Routers count from the moment they are up, and are asked a moment later. */
    private static final Duration SLACK = Duration.ofSeconds(10);

    /** Events and answers apart: a router may be wrong in one of them alone. */
    private final LineStatus evented = new LineStatus();

    private final LineStatus answered = new LineStatus();

    private final InetAddress router;

    private Optional<InetAddress> address;

    /** Of the last event about it. */
    private Optional<InetAddress> eventedAddress = Optional.empty();

    /** Of an event, with the octets of the address in reverse order (quirk A56). */
    private Optional<InetAddress> reversed = Optional.empty();

    private boolean hadAddress;
    private OptionalLong entries = OptionalLong.empty();
    private Optional<Duration> uptime = Optional.empty();
    private long revision;

    /** Of a router at this address in the LAN. */
    ConnectionState(InetAddress router, Optional<InetAddress> address) {
        this.router = router;
        this.address = address;
        this.hadAddress = address.isPresent();
    }

    GatewayState state() {
        return new GatewayState(address, revision);
    }

    /**
     * Whether the address may be out of date: there is none, or an event and a later answer differ.
     */
    boolean isDoubtful() {
        return address.isEmpty() || eventedAddress.isPresent() && !eventedAddress.equals(address);
    }

    /** What an event told in place of the address, whose octets it has in reverse order. */
    Optional<InetAddress> reversedAddress() {
        return reversed;
    }

    /** Takes the values of an event by variable, without regard to case. */
    void event(Map<String, String> values) {
        boolean lost = updateEntries(values.get("PortMappingNumberOfEntries"));
        String status = values.get("ConnectionStatus");
        lost |= status != null && evented.update(ConnectionStatus.isConnected(status));
        String external = values.get("ExternalIPAddress");
        if (external != null) {
            lost |= eventAddress(address(external));
        }
        raiseIf(lost);
    }

    /**
     * Takes answers, so long after the last ones. Returns whether the gateway has restarted in
     * between.
     */
    boolean answer(WanAnswers answers, Duration elapsed) {
        boolean restarted = answers.uptime().filter(now -> isRestart(now, elapsed)).isPresent();
        uptime = answers.uptime().or(() -> uptime);
        boolean lost = restarted;
        lost |= answers.connected().filter(answered::update).isPresent();
        lost |= answers.addressTold() && replaceAddress(answers.externalAddress());
        raiseIf(lost);
        return restarted;
    }

    /** Takes the address of a new assessment. */
    void found(InetAddress found) {
        raiseIf(replaceAddress(Optional.of(found)));
    }

    /** The router has likely restarted. */
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

    /**
     * Returns whether the line was dialled again. Where events reverse the octets, or answers do,
     * which cannot be known, answers count: an event is a reason to ask.
     */
    private boolean eventAddress(Optional<InetAddress> told) {
        Optional<InetAddress> other = told.flatMap(AddressClass::reverse);
        if (other.isPresent() && other.equals(address) && !told.equals(address)) {
            reversed = told;
        }
        if (reversed.isPresent() && told.isPresent()) {
            eventedAddress = other;
            return false;
        }
        boolean dialled = replaceAddress(told);
        eventedAddress = address;
        return dialled;
    }

    /** Returns whether the line was dialled again: another address, or one again after none. */
    private boolean replaceAddress(Optional<InetAddress> now) {
        boolean dialled = hadAddress && now.isPresent() && !now.equals(address);
        address = now;
        hadAddress |= now.isPresent();
        return dialled;
    }

    /** Returns whether there are fewer mappings than before. */
    private boolean updateEntries(@Nullable String text) {
        if (text == null || !text.matches("[0-9]{1,9}")) {
            return false;
        }
        long now = Long.parseLong(text);
        boolean fell = entries.isPresent() && now < entries.getAsLong();
        entries = OptionalLong.of(now);
        return fell;
    }

    /**
     * Some uptimes jump (such as quirk A32): only one that fell, and is no longer than the time since
     * the last answers, means a restart in between.
     */
    private boolean isRestart(Duration now, Duration elapsed) {
        return uptime.filter(before -> now.compareTo(before) < 0).isPresent()
                && now.compareTo(elapsed.plus(SLACK)) <= 0;
    }

    private Optional<InetAddress> address(String text) {
        return AddressLiteral.parse(text)
                .filter(each -> AddressClass.of(each).isAssignable())
                .filter(each -> !NoIpv4Address.isOfLan(each, router));
    }

    /** Whether a line that was up goes down and comes back. */
    private static final class LineStatus {
        private boolean wasUp;
        private boolean down;

        /** Returns whether it came back. */
        boolean update(boolean up) {
            boolean back = up && down;
            down = !up && wasUp;
            wasUp |= up;
            return back;
        }
    }
}
