// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.keeping;

import org.postern.api.doctor.OutsideHelper;
import org.postern.api.doctor.PortReach;
import org.postern.api.doctor.ReachListener;
import org.postern.api.doctor.ReachWatch;
import org.postern.api.gateway.GatewayException;
import org.postern.api.keeper.PortKeeper;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.outside.HelperOption;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What a helper outside finds while ports are kept; nothing where the user names none. */
final class HelperChecks implements AutoCloseable {
    /** A helper, and where it is. */
    private record Named(OutsideHelper helpers, URI url) {}

    private final Optional<Named> named;
    private volatile Optional<ReachWatch> watch = Optional.empty();

    private HelperChecks(Optional<Named> named) {
        this.named = named;
    }

    /** Of the option, which is checked before anything is sent. */
    static HelperChecks of(Invocation invocation) throws CommandException, GatewayException {
        Optional<URI> url = HelperOption.of(invocation);
        return new HelperChecks(
                url.isPresent()
                        ? Optional.of(new Named(invocation.services().outsideHelper(), url.get()))
                        : Optional.empty());
    }

    /** Begins. To be called once. */
    void start(PortKeeper keeper, ReachListener listener) {
        watch = named.map(each -> each.helpers().watch(keeper, each.url(), listener));
    }

    /** What was found so far. */
    List<PortReach> ports() {
        return watch.map(ReachWatch::ports).orElse(List.of());
    }

    @Override
    public void close() {
        watch.ifPresent(ReachWatch::close);
    }
}
