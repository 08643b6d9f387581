// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.kept;

import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortListener;
import org.postern.api.keeper.PortStatus;
import org.postern.port.keeper.events.Events;
import org.postern.port.keeper.state.Sentences;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reports the events of one kept port on one router to its listener and to watchers.
 * Used by the keeper's thread.
 */
public final class PortReports {
    /** Routers that remove unused mappings do so after ten or twenty minutes. */
    private static final Duration UNUSED = Duration.ofHours(1);

    private final Events events;
    private final KeptEntry entry;

    /** A refusal is reported once, as long as the reason is the same. */
    private String refused = "";

    /** How many times in a row the router has dropped it before {@link #UNUSED}, and when. */
    private int vanishings;

    private Instant vanished = Instant.MIN;

    /** The reason why it could not be renewed, reported once. */
    private Optional<Reason> notRenewed = Optional.empty();

    public PortReports(Events events, KeptEntry entry) {
        this.events = events;
        this.entry = entry;
    }

    public void opened(OpenPort port, List<String> notes) {
        reset();
        tell(listener -> listener.opened(port));
        List<String> sentences = new ArrayList<>(List.of(Sentences.opened(port)));
        sentences.addAll(notes);
        events.opened(
                port,
                entry.family(),
                entry.terms().mapping(),
                entry.origin(),
                String.join(" ", sentences),
                notes);
    }

    /** Its external address or port has changed. */
    public void changed(OpenPort port) {
        reset();
        tell(listener -> listener.changed(port));
        event(Kind.PORT_CHANGED, port, Sentences.changed(port));
    }

    public void renewed(OpenPort port, String how) {
        reset();
        event(Kind.PORT_RENEWED, port, Sentences.name(port) + " " + how);
    }

    private void reset() {
        refused = "";
        notRenewed = Optional.empty();
    }

    /** These are open, but could not be renewed, as the last trouble says. */
    public void notRenewed(List<OpenPort> ports, Optional<Instant> nextTry, Reason reason) {
        PortStatus.Trouble why = entry.lastTrouble().orElseThrow();
        if (notRenewed.filter(reason::equals).isPresent()) {
            return;
        }
        notRenewed = Optional.of(reason);
        for (OpenPort port : ports) {
            tell(listener -> listener.notRenewed(port, why));
            events.notRenewed(
                    port,
                    entry.terms().mapping(),
                    entry.origin(),
                    nextTry,
                    Sentences.notRenewed(port, why.sentence()));
        }
    }

    /** The router no longer holds it, after this time, unless that was soon. */
    public void vanished(OpenPort port, Optional<Duration> after, Instant now) {
        // Those of one pair are lost together.
        if (!now.equals(vanished)) {
            vanished = now;
            boolean isRegular = after.filter(each -> each.compareTo(UNUSED) < 0).isPresent();
            vanishings = isRegular ? vanishings + 1 : 0;
        }
        lost(port, Sentences.vanished(vanishings, after.orElse(Duration.ZERO)));
    }

    public void lost(OpenPort port, String reason) {
        String sentence = Sentences.lost(port, reason);
        tell(listener -> listener.lost(port, sentence));
        event(Kind.PORT_LOST, port, sentence);
    }

    /**
     * It cannot be opened yet, which is reported once for each reason. Without a gateway, watchers
     * hear of that instead.
     */
    public static void waiting(Events events, KeptEntry entry, Consumer<PortStatus.Trouble> event) {
        entry.newWait()
                .ifPresent(
                        why -> {
                            events.tell(
                                    entry.origin(),
                                    entry.listener(),
                                    listener -> listener.waiting(why));
                            event.accept(why);
                        });
    }

    public void waiting(GatewayInfo gateway, Optional<Instant> nextTry) {
        waiting(events, entry, why -> notOpen(Kind.PORT_WAITING, gateway, nextTry, why.sentence()));
    }

    /** It is taken or refused, as its last trouble says. */
    public void refused(
            GatewayInfo gateway,
            Optional<Instant> nextTry,
            boolean isTaken,
            Reason why,
            String sentence) {
        // If any port is accepted, the sentence names the one tried last.
        String reason = entry.request().acceptsOtherPort() ? why.name() : sentence;
        if (!refused.equals(reason)) {
            refused = reason;
            entry.lastTrouble()
                    .ifPresent(
                            trouble ->
                                    tell(
                                            listener -> {
                                                if (isTaken) {
                                                    listener.taken(trouble);
                                                } else {
                                                    listener.refused(trouble);
                                                }
                                            }));
            notOpen(isTaken ? Kind.PORT_TAKEN : Kind.PORT_REFUSED, gateway, nextTry, sentence);
        }
    }

    private void notOpen(
            Kind kind, GatewayInfo gateway, Optional<Instant> nextTry, String sentence) {
        String what =
                switch (kind) {
                    case PORT_TAKEN -> " is taken: ";
                    case PORT_REFUSED -> " is refused: ";
                    default -> " is not open yet: ";
                };
        events.notOpen(
                kind,
                gateway,
                entry.family(),
                entry.terms().mapping(),
                entry.origin(),
                nextTry,
                entry.name() + what + sentence);
    }

    private void tell(Consumer<PortListener> call) {
        events.tell(entry.origin(), entry.listener(), call);
    }

    private void event(Kind kind, OpenPort port, String sentence) {
        events.port(
                kind,
                port.gatewayInfo(),
                entry.family(),
                Optional.of(entry.terms().mapping()),
                Optional.of(port),
                Optional.of(entry.origin()),
                () -> sentence);
    }
}
