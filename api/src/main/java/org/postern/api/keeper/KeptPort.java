// SPDX-License-Identifier: Apache-2.0
package org.postern.api.keeper;

import org.osgi.annotation.versioning.ProviderType;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Reason;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A port that is kept open until this is closed. May be used from any thread. */
@ProviderType
public interface KeptPort extends AutoCloseable {
    /**
     * The port, as it is asked for over IPv4.
     *
     * @return the same as {@link KeepRequest#mapping()}
     */
    default MappingRequest request() {
        return terms().mapping();
    }

    /**
     * What is asked, over which families.
     *
     * @return always the same
     */
    KeepRequest terms();

    /**
     * Who asks, for people: {@code configuration NAME}, {@code bundle NAME}, {@code program}.
     *
     * @return always the same
     */
    String origin();

    /**
     * Whether it is kept again after a restart of the process, as by a configuration.
     *
     * @return always the same
     */
    boolean persistent();

    /**
     * The current status, as far as the keeper knows. Sends no request. Over both families, the port
     * is as far as it is over the better of them, and the last trouble is the latest.
     *
     * @return a snapshot
     */
    PortStatus status();

    /**
     * The current status over one family.
     *
     * @param family one of {@link KeepRequest#families()}
     * @return a snapshot
     * @throws IllegalArgumentException when the port is not kept over it
     */
    PortStatus status(AddressFamily family);

    /**
     * Waits for the port to be open, without a blocked thread. The future of a port that is lost
     * later stays complete; a new call waits for the next opening.
     *
     * @return completes when {@link #status()} is {@link PortPhase#OPEN}, at once if it is, with the
     *     port on one of its gateways; of TCP and UDP with TCP. Completes exceptionally with a
     *     {@link GatewayException} when the port is released or the keeper ends before. What depends
     *     on it is called like a listener
     */
    CompletableFuture<OpenPort> whenOpen();

    /**
     * Waits for the port to be open. Must not be called by a listener, which would block the calls
     * of all.
     *
     * @param timeout how long to wait at most
     * @return the port, see {@link #whenOpen()}
     * @throws GatewayException when it is not open by then, with the reason and the sentence of
     *     the last trouble; the keeper retries
     * @throws InterruptedException when the calling thread is interrupted
     */
    default OpenPort awaitOpen(Duration timeout) throws GatewayException, InterruptedException {
        try {
            return whenOpen().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            Optional<PortStatus.Trouble> trouble = status().lastTrouble();
            throw new GatewayException(
                    trouble.map(PortStatus.Trouble::reason).orElse(Reason.UNREACHABLE),
                    "Port "
                            + request().externalPort()
                            + " is not open yet."
                            + trouble.map(each -> " " + each.sentence()).orElse(""));
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new GatewayException(Reason.FAILED, String.valueOf(cause.getMessage()), e);
        }
    }

    /**
     * Deletes the port on each gateway that holds it, and opens it again. Some gateways list and
     * renew a mapping to which they no longer forward, until it is deleted and added again; only a
     * program that misses its connections can know. Connections through the port may end. Returns at
     * once; the gateways are asked when no other call for the port is running. The keeper retries
     * where it fails.
     *
     * @return completes when the port is open again on all of these gateways; exceptionally with a
     *     {@link GatewayException} when one does not open it, and where it is not open anywhere. What
     *     depends on it is called like a listener
     */
    CompletableFuture<Void> reopen();

    /**
     * Stops keeping the port, and closes it where it is open.
     *
     * @return ends when the routers have closed it; exceptionally with a {@link
     *     org.postern.api.gateway.GatewayException} when one could not be asked: its lease ends
     *     there, or the next start of the keeper closes it
     */
    CompletableFuture<Void> release();

    /** Releases the port without waiting for the routers. */
    @Override
    void close();
}
