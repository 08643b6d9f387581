// SPDX-License-Identifier: Apache-2.0
package org.postern.api.upnp;

/**
 * What a device is worth as an internet gateway. Numbers are those of the IGDStatus enumeration of
 * Godot's UPNPDevice class.
 */
public enum IgdStatus {
    /** A usable WAN service that is connected; its address may be a private one. */
    OK,
    /** The description could not be fetched. */
    HTTP_ERROR,
    /** The description came empty or is no description. */
    HTTP_EMPTY,
    /** A WAN service without a control URL. */
    NO_URLS,
    /** No WAN connection service. */
    NO_IGD,
    /** The router says that it is not connected, and has no public address. */
    DISCONNECTED,
    /** Only services of the old dslforum kind, used as a last resort. */
    UNKNOWN_DEVICE,
    /** The control URL was refused for safety: it leads to another host. */
    INVALID_CONTROL,
    /** Kept for the numbering; Java reports lack of memory by an error of its own. */
    MALLOC_ERROR,
    /** Anything else, such as a WAN service that does not answer. */
    UNKNOWN_ERROR;

    /**
     * The number of the reference.
     *
     * @return 0..9
     */
    public int code() {
        return ordinal();
    }
}
