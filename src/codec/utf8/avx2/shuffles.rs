//! Shuffles that push bytes together, in tables to be looked up by a mask.

/// For each byte of the result, which byte of the source it is.
type Shuffle = [u8; STEP];

/// Bytes that are shuffled, and written, at once.
pub(super) const STEP: usize = 16;

/// Writes a step to `start`, which is less than its length before the end of the
/// room, rounded down to a multiple of that.
#[inline(always)]
pub(super) fn put<const ROOM: usize>(room: &mut [u8; ROOM], start: usize, bytes: [u8; STEP]) {
    let most = const { (ROOM - STEP).next_power_of_two() };
    // The remainder changes nothing; it spares a bounds check.
    room[start % most..][..STEP].copy_from_slice(&bytes);
}

/// Shuffles by mask, none of which is spread over two lines of the cache.
#[repr(align(64))]
pub(super) struct Table([Shuffle; 256]);

impl Table {
    /// One shuffle for each half of a vector.
    #[inline(always)]
    pub(super) fn pair(&self, masks: [u8; 2]) -> [Shuffle; 2] {
        masks.map(|mask| self.0[usize::from(mask)])
    }
}

/// Keeps those of eight lanes of two bytes whose bit is set.
pub(super) static KEPT_LANES: Table = Table(kept_lanes());

/// Keeps those of eight bytes whose bit is set.
pub(super) static KEPT_BYTES: ByteTable = ByteTable(kept_bytes());

/// Keeps the first byte of eight lanes of two, and the second of those whose bit is not set.
pub(super) static UP_TO_TWO: Table = Table(up_to_two());

/// Keeps one to three bytes of four lanes of four, as two bits a lane tell:
///
/// - 0b11: the first byte;
/// - 0b10: the last byte, then the second;
/// - 0b00: the third, the last, the second.
pub(super) static UP_TO_THREE: Table = Table(up_to_three());

/// Shuffles of eight bytes by mask.
#[repr(align(64))]
pub(super) struct ByteTable([[u8; 8]; 256]);

impl ByteTable {
    /// One shuffle for every eight bytes of a vector.
    #[inline(always)]
    pub(super) fn each(&self, masks: [u8; 4]) -> [[u8; 8]; 4] {
        masks.map(|mask| self.0[usize::from(mask)])
    }
}

/// A shuffle in the making.
struct Filling {
    shuffle: Shuffle,
    len: usize,
}

impl Filling {
    const fn new() -> Self {
        Self {
            shuffle: [0; 16],
            len: 0,
        }
    }

    const fn push(&mut self, place: usize) {
        self.shuffle[self.len] = place as u8;
        self.len += 1;
    }
}

const fn kept_lanes() -> [Shuffle; 256] {
    let mut table = [[0; 16]; 256];
    let mut mask = 0;
    while mask < 256 {
        let mut filling = Filling::new();
        let mut lane = 0;
        while lane < 8 {
            if mask >> lane & 1 == 1 {
                filling.push(2 * lane);
                filling.push(2 * lane + 1);
            }
            lane += 1;
        }
        table[mask] = filling.shuffle;
        mask += 1;
    }
    table
}

const fn kept_bytes() -> [[u8; 8]; 256] {
    let mut table = [[0; 8]; 256];
    let mut mask = 0;
    while mask < 256 {
        let mut len = 0;
        let mut place = 0;
        while place < 8 {
            if mask >> place & 1 == 1 {
                table[mask][len] = place as u8;
                len += 1;
            }
            place += 1;
        }
        mask += 1;
    }
    table
}

const fn up_to_two() -> [Shuffle; 256] {
    let mut table = [[0; 16]; 256];
    let mut mask = 0;
    while mask < 256 {
        let mut filling = Filling::new();
        let mut lane = 0;
        while lane < 8 {
            filling.push(2 * lane);
            if mask >> lane & 1 == 0 {
                filling.push(2 * lane + 1);
            }
            lane += 1;
        }
        table[mask] = filling.shuffle;
        mask += 1;
    }
    table
}

const fn up_to_three() -> [Shuffle; 256] {
    let mut table = [[0; 16]; 256];
    let mut mask = 0;
    while mask < 256 {
        let mut filling = Filling::new();
        let mut lane = 0;
        while lane < 4 {
            push_up_to_three(&mut filling, 4 * lane, mask >> (2 * lane) & 3);
            lane += 1;
        }
        table[mask] = filling.shuffle;
        mask += 1;
    }
    table
}

const fn push_up_to_three(filling: &mut Filling, start: usize, bits: usize) {
    if bits == 0b11 {
        filling.push(start);
        return;
    }
    if bits == 0 {
        filling.push(start + 2);
    }
    filling.push(start + 3);
    filling.push(start + 1);
}
