// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

/** What a quirk is about; each chapter has a class that says what its quirks do. */
enum QuirkChapter {
    /** What is behind the router, and whether it answers at all. */
    GENERAL,
    /** How searches are answered and the router announced. */
    SEARCH,
    /** How the device description is written. */
    DESCRIPTION,
    /** Which URLs the description has. */
    URLS,
    /** Which devices and services the description lists. */
    TREE,
    /** How HTTP is spoken. */
    HTTP,
    /** Which calls are accepted. */
    CALL,
    /** Which mappings are refused, and what becomes of the others. */
    MAPPING,
    /** How mappings are listed and looked up. */
    LISTING,
    /** What is reported about the WAN connection. */
    CONNECTION,
    /** What replies to calls look like. */
    REPLY,
    /** How subscriptions and events are handled. */
    EVENT
}
