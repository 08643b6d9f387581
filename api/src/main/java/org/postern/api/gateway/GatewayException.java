// SPDX-License-Identifier: Apache-2.0
package org.postern.api.gateway;

import org.jspecify.annotations.Nullable;

import java.io.Serial;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A call failed. The message is one sentence or more for the user: what failed, on which gateway,
 * why, and what to try next.
 */
public final class GatewayException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final @Nullable ControlCode code;
    private final EnumSet<Advice> advice;

    /**
     * A failure without a code of the gateway.
     *
     * @param reason why
     * @param message for the user
     */
    public GatewayException(Reason reason, String message) {
        this(reason, null, message, EnumSet.noneOf(Advice.class), null);
    }

    /**
     * A failure with a cause.
     *
     * @param reason why
     * @param message for the user
     * @param cause what failed below
     */
    public GatewayException(Reason reason, String message, Throwable cause) {
        this(reason, null, message, EnumSet.noneOf(Advice.class), cause);
    }

    /**
     * A failure that a gateway reported.
     *
     * @param reason what the code means
     * @param code the gateway's own
     * @param message for the user
     */
    public GatewayException(Reason reason, ControlCode code, String message) {
        this(reason, code, message, EnumSet.noneOf(Advice.class), null);
    }

    private GatewayException(
            Reason reason,
            @Nullable ControlCode code,
            String message,
            EnumSet<Advice> advice,
            @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.code = code;
        this.advice = advice;
    }

    /**
     * This failure with advice.
     *
     * @param first what may help
     * @param others what may help, too
     * @return a failure with the same cause, stack trace and suppressed failures
     */
    public GatewayException advising(Advice first, Advice... others) {
        EnumSet<Advice> all = EnumSet.of(first, others);
        all.addAll(advice);
        return copied(reason, getMessage(), all);
    }

    /**
     * Returns this failure with another reason and message, for a caller with more information.
     *
     * @param other the reason to report
     * @param message for the user
     * @return a failure with the same code, advice and cause; this one is suppressed in it
     */
    public GatewayException reworded(Reason other, String message) {
        GatewayException copy =
                new GatewayException(other, code, message, EnumSet.copyOf(advice), getCause());
        copy.addSuppressed(this);
        return copy;
    }

    /**
     * This failure for the thread that called, where another one met it: so that the stack trace
     * leads to the line that made the call.
     *
     * @return a failure with the same reason, code, advice and message; this one is its cause
     */
    public GatewayException rethrown() {
        return new GatewayException(reason, code, getMessage(), EnumSet.copyOf(advice), this);
    }

    private GatewayException copied(Reason other, String message, EnumSet<Advice> all) {
        GatewayException copy = new GatewayException(other, code, message, all, getCause());
        copy.setStackTrace(getStackTrace());
        for (Throwable each : getSuppressed()) {
            copy.addSuppressed(each);
        }
        return copy;
    }

    /**
     * The message for the user.
     *
     * @return never null
     */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /**
     * Why the call failed.
     *
     * @return the neutral reason
     */
    public Reason reason() {
        return reason;
    }

    /**
     * The gateway's own code.
     *
     * @return empty when the gateway sent none
     */
    public Optional<ControlCode> code() {
        return Optional.ofNullable(code);
    }

    /**
     * What may help, for a user interface to word.
     *
     * @return possibly empty
     */
    public Set<Advice> advice() {
        return Collections.unmodifiableSet(advice);
    }

    /**
     * Whether the port is in use: another one may be free, or this one later.
     *
     * @return true for {@link Reason#CONFLICT} and {@link Reason#RESERVED}
     */
    public boolean isConflict() {
        return reason == Reason.CONFLICT || reason == Reason.RESERVED;
    }

    /**
     * Whether no answer came that says what became of the request. The gateway may have carried it
     * out.
     *
     * @return true for {@link Reason#UNREACHABLE}, {@link Reason#TRANSPORT_ERROR} and {@link
     *     Reason#INVALID_RESPONSE}
     */
    public boolean isUnanswered() {
        return reason == Reason.UNREACHABLE
                || reason == Reason.TRANSPORT_ERROR
                || reason == Reason.INVALID_RESPONSE;
    }

    /**
     * Whether the gateway answered and declined, for a reason that asking again soon does not
     * change.
     *
     * @return false for conflicts, for failures without an answer, and for those that may pass
     */
    public boolean isRefusal() {
        return switch (reason) {
            case NOT_AUTHORIZED, NO_RESOURCES, UNSUPPORTED, LEASE_REFUSED, INVALID_GATEWAY -> true;
            default -> false;
        };
    }
}
